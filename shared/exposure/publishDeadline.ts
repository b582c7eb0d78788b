import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';

/** Until when a publish may write: after that its window may be exported. */
export interface Deadline {
  /** Aborts when it has passed. */
  readonly signal: AbortSignal;
  /**
   * To be asked right before each write: a process that stood still wakes up long after, and its timers run late.
   * @throws ConveyorError `unavailable`.
   */
  check(): AbortSignal;
}

/** The deadline of a publish that was received now. */
export function publishDeadline({ clock, config }: Services): Deadline {
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
