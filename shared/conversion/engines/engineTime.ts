import { ConveyorError } from '../../errors.ts';

/** The time budget of one conversion in engines, for all its steps and files. Waiting for an engine does not count. */
export class EngineTime {
  #left: number;

  constructor(milliseconds: number) {
    this.#left = milliseconds;
  }

  /** The rest in ms. @throws ConveyorError `timed_out` if it is used up */
  left(): number {
    if (this.#left <= 0) throw new ConveyorError('timed_out');
    return this.#left;
  }

  spend(milliseconds: number): void {
    this.#left -= milliseconds;
  }
}
