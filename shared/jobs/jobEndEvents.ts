import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRecord } from './record.ts';

/** Emits the record of each job that this process ends; the event name is the job id. */
const jobEnds = new EventEmitter().setMaxListeners(0);

export function emitJobEnd(ended: JobRecord): void {
  jobEnds.emit(ended.id, ended);
}

/**
 * Waits until this process ends the job, `milliseconds` have passed, or the signal aborts. If workers run in other
 * processes, it only sleeps. On one machine a waiting request gets the record at once, without another read.
 * @returns the job's record if this process ended it
 */
export async function waitForJobEnd(
  jobId: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<JobRecord | undefined> {
  const received = new AbortController();
  let ended: JobRecord | undefined;
  const wake = (record: JobRecord) => {
    ended = record;
    received.abort();
  };
  jobEnds.once(jobId, wake);
  try {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([received.signal, signal]) });
  } catch {
    // Aborted by the event or by the signal.
  } finally {
    jobEnds.off(jobId, wake);
  }
  return ended;
}
