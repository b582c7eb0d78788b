import { ConveyorError } from '../../errors.ts';
import { DocumentRefused, EngineOutgrown, EngineStalled, TaskFailed } from './engine.ts';
import { EngineEnded } from './engineEnded.ts';
import type { EngineEvent } from './engineStates.ts';

/** Why a task failed: an event, or `lost` if its engine was condemned while it had several tasks, any of which can be the cause. */
export type FailureReason = EngineEvent | 'lost';

/** A task failed in its engine, and can be retried in another one. */
export class AttemptFailed extends Error {
  readonly reason: FailureReason;
  /** What the caller gets if the task is not retried. */
  readonly failure: unknown;
  constructor(reason: FailureReason, failure: unknown) {
    super(`The task failed: ${reason}.`, { cause: failure });
    this.reason = reason;
    this.failure = failure;
  }
}

/** Errors for the task of a condemned engine; all other reasons give `engine_failed`, `aborted` the signal's reason. */
const failures: Partial<Record<FailureReason, () => ConveyorError>> = {
  timedOut: () => new ConveyorError('timed_out'),
  closed: () => new ConveyorError('unavailable'),
  lost: () => new ConveyorError('unavailable'),
};

export function attemptFailed(reason: FailureReason, cause: unknown): AttemptFailed {
  const failure =
    reason === 'aborted' ? cause : (failures[reason]?.() ?? new ConveyorError('engine_failed', { cause }));
  return new AttemptFailed(reason, failure);
}

/** The event of an error that a process threw. */
export function eventOf(error: unknown): 'stalled' | 'outgrown' | 'crashed' {
  if (error instanceof TaskFailed) return error.reason;
  if (error instanceof EngineStalled) return 'stalled';
  return error instanceof EngineOutgrown ? 'outgrown' : 'crashed';
}

/** The error of a task that is final: retrying it in another engine is pointless. Undefined for any other error. */
export function finalError(error: unknown): ConveyorError | undefined {
  // The worker has no file descriptor left, which is a fault of neither the engine nor the document.
  if (['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? ''))
    return new ConveyorError('unavailable', { cause: error });
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
    return new ConveyorError('storage_full', { cause: error });
  if (!(error instanceof DocumentRefused)) return undefined;
  const { code, detail, cause = error } = error;
  return new ConveyorError(code, { cause, ...(detail ? { detail } : {}) });
}

/** How the engine's process ended, for the log. */
export function endOf(error: unknown): object {
  if (!(error instanceof Error)) return {};
  const ended = error instanceof EngineEnded ? error : error.cause;
  if (!(ended instanceof EngineEnded)) return { cause: error.message };
  const { exitCode, signal, lastErrorLine } = ended;
  return { cause: error.message, exitCode, signal, lastErrorLine };
}
