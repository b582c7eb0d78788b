const shortest = 100;

/**
 * How long to wait between looks into an empty queue: from 100 ms up to a longest time, twice as long each time, ±20 %, so that
 * many hosts don't look in step.
 */
export class BackOff {
  readonly #longest: number;
  readonly #random: () => number;
  #misses = 0;

  constructor(longest: number, random: () => number = Math.random) {
    this.#longest = Math.max(shortest, longest);
    this.#random = random;
  }

  /** There was something: look again soon. */
  reset(): void {
    this.#misses = 0;
  }

  /** The time until the next look, in milliseconds. */
  next(): number {
    if (this.#misses++ === 0) return shortest;
    const exact = shortest + 2 ** (this.#misses - 2) * shortest * (0.8 + this.#random() * 0.4);
    // The exponent need not grow for ever.
    if (exact >= this.#longest) this.#misses--;
    return Math.min(exact, this.#longest);
  }
}
