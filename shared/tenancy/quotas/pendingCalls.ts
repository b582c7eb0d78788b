import type { Counter, CounterAddress } from './counter.ts';

/** Counters that an instance remembers. */
const maximumEntries = 10_000;

/** The API calls of this instance that a counter does not have yet. */
export interface PendingCalls {
  /** The counter as last read, with the calls of other instances. */
  counter?: Counter | undefined;
  count: number;
  /** When they were last added to the counter, in ms since the epoch. */
  writtenAt: number;
}

/** The pending calls of each counter. */
export class PendingCallsByCounter {
  readonly #entries = new Map<string, PendingCalls>();

  of({ partition }: CounterAddress): PendingCalls {
    const key = partition.join();
    const entry = this.#entries.get(key) ?? { count: 0, writtenAt: Number.NEGATIVE_INFINITY };
    // The least recently used entry goes first.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maximumEntries && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }
}
