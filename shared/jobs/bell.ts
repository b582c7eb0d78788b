import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRecord } from './record.ts';

/** Rings by the id of a job that this very process has ended, with its record. */
const bell = new EventEmitter().setMaxListeners(0);

export function ring(ended: JobRecord): void {
  bell.emit(ended.id, ended);
}

/**
 * Waits until the bell rings for a job, so many milliseconds have passed, or the signal aborts. Where workers are other
 * processes it only sleeps; on one machine whoever waits for a job hears of it at once, and need not read it again.
 * @returns the job, if the bell rang
 */
export async function ringOr(
  jobId: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<JobRecord | undefined> {
  const heard = new AbortController();
  let ended: JobRecord | undefined;
  const wake = (record: JobRecord) => {
    ended = record;
    heard.abort();
  };
  bell.once(jobId, wake);
  try {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([heard.signal, signal]) });
  } catch {
    // Aborted: one of the two reasons to wake early.
  } finally {
    bell.off(jobId, wake);
  }
  return ended;
}
