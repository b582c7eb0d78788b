import { type Context, type Emitter, IncludeTag, LayoutTag, type Liquid, RenderTag } from 'liquidjs';
import { templateTooLarge } from './refusals.ts';
import { templateLimits } from './templateLimits.ts';

type PartialTag = typeof IncludeTag;

/** Limits the nesting of partials: one that includes itself would exhaust the memory before the time limit. */
export function registerNestedPartials(liquid: Liquid): void {
  // All contexts of one rendering share the object `memoryLimit`.
  const depths = new WeakMap<object, number>();
  const tags = { include: IncludeTag, render: RenderTag, layout: LayoutTag };
  for (const [name, tag] of Object.entries(tags))
    liquid.registerTag(name, nested(tag as unknown as PartialTag, depths));
}

function nested(tag: PartialTag, depths: WeakMap<object, number>): PartialTag {
  return class extends tag {
    override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const depth = (depths.get(context.memoryLimit) ?? 0) + 1;
      if (depth > templateLimits.partialDepth)
        throw templateTooLarge(`Partials are nested more than ${templateLimits.partialDepth} levels deep.`);
      depths.set(context.memoryLimit, depth);
      try {
        return yield* super.render(context, emitter);
      } finally {
        depths.set(context.memoryLimit, depth - 1);
      }
    }
  };
}
