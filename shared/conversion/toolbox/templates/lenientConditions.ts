import { type Context, IfTag, type Liquid, UnlessTag, type Value } from 'liquidjs';

type ConditionTag = typeof IfTag;

/** The branches of Liquid's condition tags. */
interface Branches {
  branches: { value: Pick<Value, 'value'> }[];
}

/** Makes missing values false in conditions, also in comparisons, even with `missing: error`. */
export function registerLenientConditions(liquid: Liquid): void {
  liquid.registerTag('if', lenient(IfTag));
  liquid.registerTag('unless', lenient(UnlessTag as unknown as ConditionTag));
}

function lenient(tag: ConditionTag): ConditionTag {
  return class extends tag {
    constructor(...args: ConstructorParameters<ConditionTag>) {
      super(...args);
      for (const branch of (this as unknown as Branches).branches) {
        const { value } = branch;
        branch.value = {
          *value(context: Context) {
            const { strictVariables } = context;
            context.strictVariables = false;
            try {
              return yield* value.value(context, true);
            } finally {
              context.strictVariables = strictVariables;
            }
          },
        };
      }
    }
  };
}
