/** Lets a limited number of requests run at once and a limited number wait. A limit below 1 is none. */
export class Throttle {
  readonly #concurrent: number;
  readonly #outstanding: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * @param concurrent `maxConcurrentRequests`: how many run
   * @param outstanding `maxOutstandingRequests`: how many run or wait
   */
  constructor(concurrent: number, outstanding: number) {
    this.#concurrent = concurrent < 1 ? Number.POSITIVE_INFINITY : concurrent;
    this.#outstanding = outstanding < 1 ? Number.POSITIVE_INFINITY : outstanding;
  }

  /** Takes a place, waiting for one if need be; false when even the waiting room is full. */
  async enter(): Promise<boolean> {
    if (this.#running + this.#waiting.length >= this.#outstanding) return false;
    if (this.#running < this.#concurrent) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return true;
  }

  /** Gives the place back, to whoever has waited longest. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
