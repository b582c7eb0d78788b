/**
 * Processes items with at most `concurrency` at once. Starts no new item after `milliseconds` or the first failure.
 * @throws the first error of `work`, after all started items have finished.
 */
export async function concurrently<T>(
  items: AsyncIterable<T> | Iterable<T>,
  { concurrency, milliseconds }: { concurrency: number; milliseconds: number },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds;
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    if (failures.length > 0 || performance.now() > end) break;
    const task: Promise<void> = work(item)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= concurrency) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
