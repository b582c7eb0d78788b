import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Rings with the id of a job whose status this very process has changed. */
const bell = new EventEmitter().setMaxListeners(0);

export function ring(jobId: string): void {
  bell.emit(jobId);
}

/**
 * Waits until the bell rings for a job, so many milliseconds have passed, or the signal aborts. Where workers are other
 * processes it only sleeps; on one machine whoever waits for a job hears of it at once.
 */
export async function ringOr(jobId: string, milliseconds: number, signal: AbortSignal): Promise<void> {
  const heard = new AbortController();
  const wake = () => heard.abort();
  bell.once(jobId, wake);
  try {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([heard.signal, signal]) });
  } catch {
    // Aborted: one of the two reasons to wake early.
  } finally {
    bell.off(jobId, wake);
  }
}
