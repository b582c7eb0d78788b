import { reloading } from '../async/reloading.ts';
import type { Clock } from '../clock.ts';
import type { Records } from './cosmos.ts';

/** A cache of records that are read often and change rarely, each in its own partition. Entries expire after `seconds`. */
export class RecordCache<T extends { id: string }> {
  readonly #records: Pick<Records<T>, 'read'>;
  readonly #clock: Clock;
  readonly #seconds: number;
  readonly #entries = new Map<string, () => Promise<T | undefined>>();

  constructor(records: Pick<Records<T>, 'read'>, clock: Clock, seconds: number) {
    this.#records = records;
    this.#clock = clock;
    this.#seconds = seconds;
  }

  /** @returns `undefined` if the record does not exist. Concurrent callers share one read; a failed read is not cached. */
  read(id: string): Promise<T | undefined> {
    const cached = this.#entries.get(id);
    if (cached) return cached();
    const entry = reloading(() => this.#records.read([id], id).then((stored) => stored?.record), {
      seconds: this.#seconds,
      clock: this.#clock,
    });
    // Requests for non-existent ids must not exhaust the memory.
    if (this.#entries.size >= maximumEntries) this.#entries.clear();
    this.#entries.set(id, entry);
    return entry();
  }
}

const maximumEntries = 1000;
