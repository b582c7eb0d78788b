const shortest = 100;

/**
 * The delay between polls of an empty queue: exponential from 100 ms to `longest`, with ±20 % jitter so that hosts do not poll
 * in step.
 */
export class BackOff {
  readonly #longest: number;
  readonly #random: () => number;
  #misses = 0;

  constructor(longest: number, random: () => number = Math.random) {
    this.#longest = Math.max(shortest, longest);
    this.#random = random;
  }

  /** Resets the delay after a message. */
  reset(): void {
    this.#misses = 0;
  }

  /** The delay before the next poll, in milliseconds. */
  next(): number {
    if (this.#misses++ === 0) return shortest;
    const exact = shortest + 2 ** (this.#misses - 2) * shortest * (0.8 + this.#random() * 0.4);
    // Keeps the exponent from growing without bound.
    if (exact >= this.#longest) this.#misses--;
    return Math.min(exact, this.#longest);
  }
}
