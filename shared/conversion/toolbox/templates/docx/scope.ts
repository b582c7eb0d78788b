import { Context, type FilteredValueToken, type Liquid, Tokenizer, toPromise, Value } from 'liquidjs';
import { FilterFault, templateTooLarge } from '../refusals.ts';
import type { Item } from '../templateData.ts';
import { templateLimits } from '../templateLimits.ts';

/** What a section sees in one turn, over what lies around it. */
export type Frame = Readonly<Record<string, unknown>>;

/** The words that a section may begin with, and what comes after them. */
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
    frames: async (scope, [name = '', text = '']) => turns(await scope.value(text), name),
  },
  { pattern: /^(.+)$/s, frames: async (scope, [text = '']) => turns(await scope.value(text)) },
];

/**
 * What the tags of one document mean: each is an expression of Liquid, read in the data and in the sections around it.
 * It keeps count of what loops and values add up to.
 */
export class DocumentScope {
  readonly #liquid: Liquid;
  readonly #context: Context;
  readonly #parsed = new Map<string, Value>();
  readonly #isStrict: boolean;
  #turns = 0;
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

  /** Whether a condition holds. What is missing is false here, whatever the step says. */
  async holds(text: string): Promise<boolean> {
    this.#context.strictVariables = false;
    try {
      return Boolean(await this.value(text));
    } finally {
      this.#context.strictVariables = this.#isStrict;
    }
  }

  /** A frame for each turn of a section. @param name of the tag that opens it, as `items` or `if total > 100` */
  async frames(name: string): Promise<Frame[]> {
    for (const { pattern, frames } of sections) {
      const [, ...words] = pattern.exec(name) ?? [];
      if (words.length > 0) return frames(this, words);
    }
    return [];
  }

  /** Does something inside a section. */
  async within(frame: Frame, work: () => Promise<void>): Promise<void> {
    this.#context.push(frame);
    try {
      await work();
    } finally {
      this.#context.pop();
    }
  }

  /** @throws DocumentRefused `template_too_large` */
  countTurns(turns: number, nodes: number): void {
    this.#turns += turns;
    if (this.#turns > templateLimits.turns)
      throw templateTooLarge(`The loops of the template take more than ${templateLimits.turns} turns.`);
    this.countNodes(turns * nodes);
    // What Liquid looks at between tags of its own.
    this.#context.renderLimit.check(performance.now());
  }

  /** @throws DocumentRefused `template_too_large` */
  countNodes(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > templateLimits.nodes)
      throw templateTooLarge('The template makes a larger document than is allowed.');
  }

  /** @throws DocumentRefused `template_too_large` */
  countCharacters(characters: number): void {
    this.#characters += characters;
    if (this.#characters > templateLimits.characters)
      throw templateTooLarge(
        `The data puts more than ${templateLimits.characters} characters into the document.`,
      );
  }

  #expression(text: string): Value {
    const known = this.#parsed.get(text);
    if (known) return known;
    const tokenizer = new Tokenizer(plainQuotes(text), this.#liquid.options.operators);
    const token = tokenizer.readFilteredValue();
    tokenizer.skipBlank();
    if (!tokenizer.end()) throw new FilterFault(`“${tokenizer.snapshot()}” is not understood`);
    if (!isOneValue(token))
      throw new FilterFault(
        'it is not understood: it is more than one name, or half of a comparison; a name with spaces is written as {["first name"]}',
      );
    const value = new Value(token, this.#liquid);
    this.#parsed.set(text, value);
    return value;
  }
}

/** Whether what is left of the operators is one value. */
function isOneValue({ initial: { postfix } }: FilteredValueToken): boolean {
  const isOperator = (token: object): token is { operator: string } => 'operator' in token;
  const takes = (token: object) => (isOperator(token) ? (token.operator === 'not' ? 0 : 1) : -1);
  return postfix.reduce((sum, token) => sum + takes(token), 0) === -1;
}

/** Word writes quotes and spaces as a typesetter would, and marks where a word may be parted. */
function plainQuotes(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/\s/g, ' ');
}

const once = (holds: boolean): Frame[] => (holds ? [{}] : []);

/** A frame for each item of a list; an object is one, and anything else is there or not. */
function turns(value: unknown, name?: string): Frame[] {
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
    // Without a prototype: what an item has not is looked for around it.
    const frame: Record<string, unknown> = Object.assign(Object.create(null), { this: item, forloop });
    if (name !== undefined) frame[name] = item;
    else if (typeof item === 'object' && item !== null && !Array.isArray(item)) Object.assign(frame, item);
    return frame;
  });
}
