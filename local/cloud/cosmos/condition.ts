import query from '@zeit/cosmosdb-query';

type Compiled = ReturnType<typeof query.default>;

const compiled = new Map<string, Compiled>();
/** Limit of the cache. Conditions differ in their values, so that there are few without literals. */
const cacheSize = 1000;

/**
 * Whether a document meets the condition of a patch (`from c where …`). Compiling a condition takes longer than the
 * patch itself, so string literals become parameters and the remaining text is compiled once.
 * @throws Error if the condition is not valid
 */
export function meets(document: object, condition: string): boolean {
  const parameters: { name: string; value: string }[] = [];
  const text = condition.replace(/'((?:[^'\\]|\\.)*)'/g, (literal, value: string) => {
    if (value.includes('\\')) return literal;
    const name = `@literal${parameters.length}`;
    parameters.push({ name, value });
    return name;
  });
  let compiledQuery = compiled.get(text);
  if (!compiledQuery) {
    if (compiled.size >= cacheSize) compiled.clear();
    compiledQuery = query.default(`SELECT * ${text}`);
    compiled.set(text, compiledQuery);
  }
  return compiledQuery.exec([document], { parameters }).result.length > 0;
}
