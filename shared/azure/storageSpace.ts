import type { Clock } from '../clock.ts';

/** Time in ms for which a full storage is remembered. Only a write can find out whether it still is full. */
const rememberedMilliseconds = 60_000;

/** Whether a write of this instance has failed lately because the storage is full. */
export class StorageSpace {
  readonly #clock: Clock;
  #fullAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  reportFull(): void {
    this.#fullAt = this.#clock.now().getTime();
  }

  /** @throws Error if it was full within the last minute */
  check(): void {
    if (this.#clock.now().getTime() - this.#fullAt < rememberedMilliseconds)
      throw new Error('The storage is full.');
  }
}
