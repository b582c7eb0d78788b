import type { Clock } from '../clock.ts';
import { reloading } from '../reloading.ts';
import type { Records } from './cosmos.ts';

/** Records that are read far more often than they change, each a partition of its own: read again after some time. */
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

  /** @returns `undefined` if there is none. Callers at the same time share one read; a failed one is forgotten. */
  read(id: string): Promise<T | undefined> {
    const known = this.#entries.get(id);
    if (known) return known();
    const entry = reloading(() => this.#records.read([id], id).then((stored) => stored?.record), {
      seconds: this.#seconds,
      clock: this.#clock,
    });
    // Whoever asks for ids that are not there must not fill the memory.
    if (this.#entries.size >= mostEntries) this.#entries.clear();
    this.#entries.set(id, entry);
    return entry();
  }
}

const mostEntries = 1000;
