import type { Clock } from '../clock.ts';
import type { Records } from './cosmos.ts';

/** Records that are read far more often than they change, each a partition of its own: read again after some time. */
export class RecordCache<T extends { id: string }> {
  readonly #records: Pick<Records<T>, 'read'>;
  readonly #clock: Clock;
  readonly #milliseconds: number;
  readonly #entries = new Map<string, { value: Promise<T | undefined>; until: number }>();

  constructor(records: Pick<Records<T>, 'read'>, clock: Clock, seconds: number) {
    this.#records = records;
    this.#clock = clock;
    this.#milliseconds = seconds * 1000;
  }

  /** @returns `undefined` if there is none. Callers at the same time share one read; a failed one is forgotten. */
  read(id: string): Promise<T | undefined> {
    const now = this.#clock.now().getTime();
    const known = this.#entries.get(id);
    if (known && now < known.until) return known.value;
    const value = this.#records.read([id], id).then((stored) => stored?.record);
    // Whoever asks for ids that are not there must not fill the memory.
    if (this.#entries.size >= mostEntries) this.#entries.clear();
    const entry = { value, until: now + this.#milliseconds };
    this.#entries.set(id, entry);
    value.catch(() => {
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
    });
    return value;
  }
}

const mostEntries = 1000;
