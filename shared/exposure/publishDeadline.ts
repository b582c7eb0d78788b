import { ConveyorError } from '../errors.ts';
import type { ExposureServices } from './services.ts';

/** A publish must not write after its deadline, because its window may be exported then. */
export interface Deadline {
  /** Aborts at the deadline. */
  readonly signal: AbortSignal;
  /**
   * Call it right before each write: after a process was suspended, its timers fire late.
   * @returns the signal
   * @throws ConveyorError `unavailable` after the deadline.
   */
  check(): AbortSignal;
}

/** The deadline of a publish received now. */
export function publishDeadline({ clock, config }: Pick<ExposureServices, 'clock' | 'config'>): Deadline {
  const end = clock.now().getTime() + config.publishSeconds * 1000;
  const signal = AbortSignal.timeout(config.publishSeconds * 1000);
  return {
    signal,
    check() {
      if (signal.aborted || clock.now().getTime() >= end) throw new ConveyorError('unavailable');
      return signal;
    },
  };
}
