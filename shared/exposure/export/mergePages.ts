/**
 * Merges two streams of pages, each sorted by id, into one. Pages of the first stream are passed on unchanged between the
 * items of the second one, which are few.
 */
export async function* mergePages<T extends { id: string }>(
  pages: AsyncIterable<T[]>,
  others: AsyncIterable<T[]>,
): AsyncGenerator<T[]> {
  const rest = itemsOf(others);
  try {
    let next = await rest.next();
    for await (const page of pages) {
      const last = page.at(-1);
      const before: T[] = [];
      for (; last && !next.done && next.value.id < last.id; next = await rest.next()) before.push(next.value);
      yield before.length === 0
        ? page
        : [...page, ...before].sort((one, other) => (one.id < other.id ? -1 : 1));
    }
    for (; !next.done; next = await rest.next()) yield [next.value];
  } finally {
    await rest.return(undefined);
  }
}

async function* itemsOf<T>(pages: AsyncIterable<T[]>): AsyncGenerator<T, undefined> {
  for await (const page of pages) yield* page;
  return undefined;
}
