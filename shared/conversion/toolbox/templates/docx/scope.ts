import { Context, type FilteredValueToken, type Liquid, Tokenizer, toPromise, Value } from 'liquidjs';
import { FilterFault, templateTooLarge } from '../refusals.ts';
import type { Item } from '../templateData.ts';
import { templateLimits } from '../templateLimits.ts';

/** Values of one iteration of a section, on top of the surrounding ones. */
export type Frame = Readonly<Record<string, unknown>>;

/** Kinds of sections by the text of their opening tag. */
const sections: readonly {
  pattern: RegExp;
  frames(scope: DocumentScope, words: string[]): Promise<Frame[]>;
}[] = [
  { pattern: /^if\s+(.+)$/s, frames: async (scope, [text = '']) => once(await scope.holds(text)) },
  { pattern: /^unless\s+(.+)$/s, frames: async (scope, [text = '']) => once(!(await scope.holds(text))) },
  {
    pattern: /^else\s+(.+)$/s,
    frames: async (scope, [name = '']) => once((await scope.frames(name)).length === 0),
  },
  {
    pattern: /^for\s+([\p{L}_][\p{L}\p{N}_]*)\s+in\s+(.+)$/su,
    frames: async (scope, [name = '', text = '']) => iterations(await scope.value(text), name),
  },
  { pattern: /^(.+)$/s, frames: async (scope, [text = '']) => iterations(await scope.value(text)) },
];

/**
 * Evaluates the tags of one document as Liquid expressions, in the data and the surrounding sections. Counts loop
 * iterations, nodes and characters against the limits.
 */
export class DocumentScope {
  readonly #liquid: Liquid;
  readonly #context: Context;
  readonly #parsed = new Map<string, Value>();
  readonly #isStrict: boolean;
  #iterations = 0;
  #nodes = 0;
  #characters = 0;

  constructor(item: Item, liquid: Liquid) {
    this.#liquid = liquid;
    this.#context = new Context(item, liquid.options, {}, { liquid });
    this.#isStrict = liquid.options.strictVariables;
  }

  /** The value of an expression. @throws Error of Liquid or of a filter */
  value(text: string): Promise<unknown> {
    return toPromise(this.#expression(text).value(this.#context, false));
  }

  /** Whether a condition is true. Missing values are false, even with `missing: error`. */
  async holds(text: string): Promise<boolean> {
    this.#context.strictVariables = false;
    try {
      return Boolean(await this.value(text));
    } finally {
      this.#context.strictVariables = this.#isStrict;
    }
  }

  /** One frame per iteration of a section. @param name of the opening tag, such as `items` or `if total > 100` */
  async frames(name: string): Promise<Frame[]> {
    for (const { pattern, frames } of sections) {
      const [, ...words] = pattern.exec(name) ?? [];
      if (words.length > 0) return frames(this, words);
    }
    return [];
  }

  /** Runs work inside a section. */
  async within(frame: Frame, work: () => Promise<void>): Promise<void> {
    this.#context.push(frame);
    try {
      await work();
    } finally {
      this.#context.pop();
    }
  }

  /** @throws DocumentRefused `template_too_large` */
  countIterations(iterations: number, nodes: number): void {
    this.#iterations += iterations;
    if (this.#iterations > templateLimits.iterations)
      throw templateTooLarge(
        `The loops of the template run more than ${templateLimits.iterations} iterations.`,
      );
    this.countNodes(iterations * nodes);
    // Liquid checks this limit only between its own tags.
    this.#context.renderLimit.check(performance.now());
  }

  /** @throws DocumentRefused `template_too_large` */
  countNodes(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > templateLimits.nodes)
      throw templateTooLarge(`The rendered document has more than ${templateLimits.nodes} XML nodes.`);
  }

  /** @throws DocumentRefused `template_too_large` */
  countCharacters(characters: number): void {
    this.#characters += characters;
    if (this.#characters > templateLimits.characters)
      throw templateTooLarge(
        `The values in the document have more than ${templateLimits.characters} characters.`,
      );
  }

  #expression(text: string): Value {
    const cached = this.#parsed.get(text);
    if (cached) return cached;
    const tokenizer = new Tokenizer(plainQuotes(text), this.#liquid.options.operators);
    const token = tokenizer.readFilteredValue();
    tokenizer.skipBlank();
    if (!tokenizer.end()) throw new FilterFault(`“${tokenizer.snapshot()}” is not a valid expression`);
    if (!isOneValue(token))
      throw new FilterFault(
        'it is not a valid expression: it has more than one name, or an incomplete comparison; write a name with spaces as {["first name"]}',
      );
    const value = new Value(token, this.#liquid);
    this.#parsed.set(text, value);
    return value;
  }
}

/** Whether the expression reduces to one value. */
function isOneValue({ initial: { postfix } }: FilteredValueToken): boolean {
  const isOperator = (token: object): token is { operator: string } => 'operator' in token;
  const takes = (token: object) => (isOperator(token) ? (token.operator === 'not' ? 0 : 1) : -1);
  return postfix.reduce((sum, token) => sum + takes(token), 0) === -1;
}

/** Word inserts typographic quotes and spaces, and soft hyphens. */
function plainQuotes(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/\s/g, ' ');
}

const once = (holds: boolean): Frame[] => (holds ? [{}] : []);

/** One frame per item of a list, one for an object or a truthy value, otherwise none. */
function iterations(value: unknown, name?: string): Frame[] {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject && name === undefined) return once(Boolean(value));
  const items = Array.isArray(value) ? value : isObject ? [value] : [];
  return items.map((item, index) => {
    const forloop = {
      index: index + 1,
      index0: index,
      first: index === 0,
      last: index === items.length - 1,
      length: items.length,
    };
    // Without a prototype, so that missing properties are looked up in the surrounding scope.
    const frame: Record<string, unknown> = Object.assign(Object.create(null), { this: item, forloop });
    if (name !== undefined) frame[name] = item;
    else if (typeof item === 'object' && item !== null && !Array.isArray(item)) Object.assign(frame, item);
    return frame;
  });
}
