import { ConveyorError } from '../../errors.ts';

/** The time in ms that one conversion may be in engines, all its steps and files together. Waiting for an engine is none of it. */
export class EngineTime {
  #left: number;

  constructor(milliseconds: number) {
    this.#left = milliseconds;
  }

  /** What is left. @throws ConveyorError `timed_out` where that is nothing */
  left(): number {
    if (this.#left <= 0) throw new ConveyorError('timed_out');
    return this.#left;
  }

  /** Counts what an engine took. */
  spend(milliseconds: number): void {
    this.#left -= milliseconds;
  }
}
