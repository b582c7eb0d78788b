import query from '@zeit/cosmosdb-query';

type Compiled = ReturnType<typeof query.default>;

const compiled = new Map<string, Compiled>();
/** Limit of the cache. Conditions differ in their values, so that there are few without literals. */
const cacheSize = 1000;

/** A string, a member named in brackets (`c.sent["id"]`), or a whole number. */
const literalPattern = /'((?:[^'\\]|\\.)*)'|\bc((?:\.[A-Za-z]\w*)+)\["([^"\\]*)"\]|(?<![\w.])\d+(?![\w.])/g;

/**
 * Whether a document meets the condition of a patch (`from c where …`). Compiling a condition takes longer than the
 * patch itself, so its literals become parameters, members named in brackets become members of the document, and the remaining
 * text is compiled once.
 * @throws Error if the condition is not valid
 */
export function meets(document: object, condition: string): boolean {
  const parameters: { name: string; value: string | number }[] = [];
  const members: Record<string, unknown> = {};
  const text = condition.replace(
    literalPattern,
    (literal, string?: string, path?: string, member?: string) => {
      if (path !== undefined && member !== undefined) {
        const name = `member${Object.keys(members).length}`;
        members[name] = valueAt(document, [...path.split('.').slice(1), member]);
        return `c.${name}`;
      }
      if (string?.includes('\\')) return literal;
      const name = `@literal${parameters.length}`;
      parameters.push({ name, value: string ?? Number(literal) });
      return name;
    },
  );
  let compiledQuery = compiled.get(text);
  if (!compiledQuery) {
    if (compiled.size >= cacheSize) compiled.clear();
    compiledQuery = query.default(`SELECT * ${text}`);
    compiled.set(text, compiledQuery);
  }
  return compiledQuery.exec([{ ...document, ...members }], { parameters }).result.length > 0;
}

function valueAt(document: object, path: string[]): unknown {
  let value: unknown = document;
  for (const name of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
  return value;
}
