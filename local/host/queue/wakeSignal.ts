/** Ends the wait of a listener early. A signal that arrives before the wait also ends it. */
export class WakeSignal {
  #signalled = false;
  #resume: (() => void) | undefined;
  #scheduled: { at: number; timer: NodeJS.Timeout } | undefined;

  wake(): void {
    this.#signalled = true;
    this.#resume?.();
  }

  /** Wakes after a delay. Of several calls only the earliest is kept: the listener polls again after it. */
  wakeIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.#scheduled && this.#scheduled.at <= at) return;
    clearTimeout(this.#scheduled?.timer);
    const timer = setTimeout(() => {
      this.#scheduled = undefined;
      this.wake();
    }, milliseconds).unref();
    this.#scheduled = { at, timer };
  }

  /** Waits for the delay or the signal. @returns whether the signal came */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#signalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#resume = undefined;
    }
    const signalled = this.#signalled;
    this.#signalled = false;
    return signalled;
  }
}
