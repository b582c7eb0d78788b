/** What a template expects: a value, an object, or a list. */
export type Shape = ValueShape | ObjectShape | ListShape;

export interface ValueShape {
  kind: 'value';
  /** How the value is entered. */
  type: 'text' | 'number' | 'date' | 'image';
}
export interface ObjectShape {
  kind: 'object';
  fields: Map<string, Shape>;
}
export interface ListShape {
  kind: 'list';
  item: Shape;
}

/** A name of the surrounding text, such as that of the item in a loop, and what it stands for. */
interface Scope {
  /** The name of the item; undefined if the names of its fields are used directly. */
  alias?: string;
  /** What the loop repeats; undefined for a condition. */
  list?: ListShape;
}

const emptyObject = (): ObjectShape => ({ kind: 'object', fields: new Map() });

const text = (): ValueShape => ({ kind: 'value', type: 'text' });
const listOfTexts = (): ListShape => ({ kind: 'list', item: text() });

const typeOfFilter: Readonly<Record<string, ValueShape['type']>> = {
  number: 'number',
  currency: 'number',
  percent: 'number',
  plural: 'number',
  date: 'date',
  image: 'image',
};

/** What the expressions and tags of a template use. */
export class TemplateShape {
  readonly root = emptyObject();
  readonly #scopes: Scope[] = [];
  /** Names that the template itself gives a value. */
  readonly #assigned = new Set<string>();

  /** A tag that outputs a value: `total | currency: "EUR"`. */
  output(expression: string): void {
    const [value = '', ...filters] = expression.split('|');
    const called = filters.map((filter) => filter.trim().split(/[\s:]/)[0] ?? '');
    const types = called.map((name) => typeOfFilter[name]).filter((type) => type !== undefined);
    this.#use(value, () =>
      called.some((name) => name === 'list' || name === 'join')
        ? listOfTexts()
        : { kind: 'value', type: types[0] ?? 'text' },
    );
    // Arguments are values too, such as the currency of an amount; before a colon they have names.
    for (const filter of filters) this.#use(filter.replace(/[\p{L}_]\w*\s*:|^\s*\w+\s*$/gu, ' '), text);
  }

  condition(expression: string): void {
    this.#use(expression, text);
    this.#scopes.push({});
  }

  /** A loop. @param alias the name of its item; without it the names in the loop are those of the fields of the item */
  loop(path: string, alias?: string): void {
    const list = this.#at(path.trim(), listOfTexts);
    this.#scopes.push({ ...(alias !== undefined && { alias }), ...(list?.kind === 'list' && { list }) });
  }

  assign(name: string, expression: string): void {
    this.output(expression);
    this.#assigned.add(name);
  }

  end(): void {
    this.#scopes.pop();
  }

  /** Notes the names in an expression, without its texts. */
  #use(expression: string, make: () => Shape): void {
    const names = expression.replace(/"[^"]*"|'[^']*'|“[^”]*”/g, ' ').matchAll(/[\p{L}_][\p{L}\p{N}_.]*/gu);
    for (const [name] of names) if (!keywords.has(name)) this.#at(name, make);
  }

  /** The shape at a path; `make` makes it if it is new or was a value only. */
  #at(path: string, make: () => Shape): Shape | undefined {
    const names = path.split('.').filter((name, index) => index === 0 || !properties.has(name));
    const [first = ''] = names;
    if (first === 'this' || first === 'forloop' || this.#assigned.has(first)) return undefined;
    const scope = this.#scopes.findLast((each) => each.alias === first);
    if (scope) return scope.list && this.#inItem(scope.list, names.slice(1), make);
    const inner = this.#scopes.findLast(({ list, alias }) => list && alias === undefined);
    // Names of the surrounding data are visible inside a loop.
    if (inner?.list && !this.root.fields.has(first)) return this.#inItem(inner.list, names, make);
    return place(this.root, names, make);
  }

  #inItem(list: ListShape, names: string[], make: () => Shape): Shape | undefined {
    if (names.length === 0) return list.item;
    if (list.item.kind !== 'object') list.item = emptyObject();
    return place(list.item, names, make);
  }
}

/** Words of expressions that are no names of data. */
const keywords = new Set([
  'true',
  'false',
  'nil',
  'null',
  'empty',
  'blank',
  'and',
  'or',
  'not',
  'contains',
  'in',
]);
/** Properties of lists and texts. */
const properties = new Set(['size', 'length', 'first', 'last']);

function place(
  { fields }: ObjectShape,
  [name = '', ...rest]: string[],
  make: () => Shape,
): Shape | undefined {
  const present = fields.get(name);
  if (rest.length > 0) {
    const object = present?.kind === 'object' ? present : emptyObject();
    if (present?.kind === 'list')
      return place(present.item.kind === 'object' ? present.item : object, rest, make);
    fields.set(name, object);
    return place(object, rest, make);
  }
  const made = make();
  const isBetter =
    !present || (present.kind === 'value' && (made.kind !== 'value' || present.type === 'text'));
  if (isBetter && name !== '') fields.set(name, made);
  return fields.get(name);
}
