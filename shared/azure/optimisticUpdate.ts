/** The decision for the record or file that was read. */
export type Decision<Result> =
  /** The final result, without a write. */
  | { result: Result }
  /**
   * A conditional write: a create, or a replace or patch with an ETag or a condition. Resolves to the result; to
   * `undefined` or `false` if the condition did not hold.
   */
  | { write: () => Promise<Result | undefined | false> };

export interface OptimisticUpdate<Found, Result> {
  /** Maximum number of writes, and maximum number of reads. */
  tries: number;
  /** Reads the current state; `undefined` if there is none. */
  read: () => Promise<Found>;
  /** A state that the caller already has. It replaces the first read. */
  held?: { found: Found };
  /** Called after each read. An error that it throws ends the update. */
  decide: (found: Found) => Decision<Result> | Promise<Decision<Result>>;
  /** The outcome if concurrent writers won every try: a value, or a rejection. */
  exhausted: () => Result | Promise<Result>;
  /**
   * Waits before the next try if a create was refused although the read still finds nothing: the replica that was read
   * does not have the record yet.
   */
  waitForReplica?: () => Promise<void>;
}

/**
 * Optimistic concurrency: reads, decides, writes on the condition that nothing has changed since, and starts over if
 * something has. All state is in storage, so an update that crashed between two steps can be repeated.
 */
export async function optimisticUpdate<Found, Result>({
  tries,
  read,
  held,
  decide,
  exhausted,
  waitForReplica,
}: OptimisticUpdate<Found, Result>): Promise<Result> {
  let found = held ? held.found : await read();
  let reads = held ? 0 : 1;
  for (let writes = 0; ; writes++) {
    const decision = await decide(found);
    if ('result' in decision) return decision.result;
    if (writes === tries) return exhausted();
    const result = await decision.write();
    if (result !== undefined && result !== false) return result;
    if (reads === tries) return exhausted();
    const before = found;
    found = await read();
    reads++;
    if (before === undefined && found === undefined) await waitForReplica?.();
  }
}
