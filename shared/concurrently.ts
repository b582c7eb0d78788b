/**
 * Does something with each item, so many at once. After `milliseconds`, or the first failure, no new one is begun.
 * @throws what `work` threw first, when everything that was begun has ended.
 */
export async function concurrently<T>(
  items: AsyncIterable<T>,
  { atOnce, milliseconds }: { atOnce: number; milliseconds: number },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds;
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    if (failures.length > 0 || performance.now() > end) break;
    const one: Promise<void> = work(item)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= atOnce) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
