/** What a sleeping listener hears: a ring wakes it, also one that came just before it fell asleep. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;
  #later: { at: number; timer: NodeJS.Timeout } | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Rings after a while; of several times only the next one is kept, for whoever wakes then looks on by itself. */
  ringIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.#later && this.#later.at <= at) return;
    clearTimeout(this.#later?.timer);
    const timer = setTimeout(() => {
      this.#later = undefined;
      this.ring();
    }, milliseconds).unref();
    this.#later = { at, timer };
  }

  /** Sleeps until the time is over or the bell rings. @returns whether it rang */
  async sleep(milliseconds: number): Promise<boolean> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
