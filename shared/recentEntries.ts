/** Entries by key, created when they are first asked for. Above a number, the least recently used one is forgotten. */
export class RecentEntries<T> {
  readonly #maximum: number;
  readonly #entries = new Map<string, T>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  of(key: string, create: () => T): T {
    const entry = this.#entries.get(key) ?? create();
    // A map keeps the order of insertion.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#maximum && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  get size(): number {
    return this.#entries.size;
  }
}
