import query from '@zeit/cosmosdb-query';

type Compiled = ReturnType<typeof query.default>;

const compiled = new Map<string, Compiled>();
/** Conditions differ in their values, hardly in their words: there are never many. */
const most = 1000;

/**
 * Whether a document meets the condition of a patch (`from c where …`). Compiling a condition takes longer than the
 * whole patch, so its string literals become parameters and what is left is compiled once.
 * @throws Error if it is no condition
 */
export function meets(document: object, condition: string): boolean {
  const parameters: { name: string; value: string }[] = [];
  const words = condition.replace(/'((?:[^'\\]|\\.)*)'/g, (literal, value: string) => {
    if (value.includes('\\')) return literal;
    const name = `@literal${parameters.length}`;
    parameters.push({ name, value });
    return name;
  });
  let known = compiled.get(words);
  if (!known) {
    if (compiled.size >= most) compiled.clear();
    known = query.default(`SELECT * ${words}`);
    compiled.set(words, known);
  }
  return known.exec([document], { parameters }).result.length > 0;
}
