/** Work that is done while no task runs: one piece after another, each once. */
export class IdleWork {
  readonly #pieces: (() => Promise<unknown>)[];
  readonly #pauseMilliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param pauseMilliseconds time without a task before work begins */
  constructor(pieces: readonly (() => Promise<unknown>)[], pauseMilliseconds: number) {
    this.#pieces = [...pieces];
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  /** To be called when a task begins. A piece that runs is completed. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** To be called when a task has ended. */
  start(): void {
    this.stop();
    this.#schedule(this.#pauseMilliseconds);
  }

  #schedule(milliseconds: number): void {
    const piece = this.#pieces[0];
    if (!piece) return;
    const timer = setTimeout(async () => {
      this.#pieces.shift();
      // A task that needs the same will report the error.
      await piece().catch(() => undefined);
      const isStillIdle = this.#timer === timer;
      if (isStillIdle) this.#schedule(0);
    }, milliseconds);
    this.#timer = timer;
  }
}
