import { ConveyorError } from '../errors.ts';

/**
 * Limits the requests that are handled at once. A request whose body is still arriving has no slot: slow clients must not hold up
 * others, as they would with the host's limit.
 */
export class RequestSlots {
  readonly #limit: number;
  readonly #waitingLimit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * @param limit requests that run at once
   * @param waitingLimit requests that wait for a slot
   */
  constructor(limit: number, waitingLimit: number) {
    this.#limit = limit;
    this.#waitingLimit = waitingLimit;
  }

  /** Runs a part of a request in the next free slot. @throws ConveyorError `unavailable` if too many wait */
  async run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (this.#running < this.#limit) this.#running++;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= this.#waitingLimit)
      throw new ConveyorError('unavailable', {
        detail: 'The instance handles too many requests at once. Try again later.',
        headers: { 'retry-after': '5' },
      });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
