/** Limits the running and waiting requests. A limit below 1 means no limit. */
export class Throttle {
  readonly #concurrent: number;
  readonly #outstanding: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * @param concurrent `maxConcurrentRequests`: limit of running requests
   * @param outstanding `maxOutstandingRequests`: limit of running and waiting requests
   */
  constructor(concurrent: number, outstanding: number) {
    this.#concurrent = concurrent < 1 ? Number.POSITIVE_INFINITY : concurrent;
    this.#outstanding = outstanding < 1 ? Number.POSITIVE_INFINITY : outstanding;
  }

  /** Waits until the request may run. @returns false if too many requests are outstanding */
  async enter(): Promise<boolean> {
    if (this.#running + this.#waiting.length >= this.#outstanding) return false;
    if (this.#running < this.#concurrent) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return true;
  }

  /** Ends a request and starts the one that has waited longest. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
