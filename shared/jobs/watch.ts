import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../services.ts';
import { type JobRecord, partitionOf } from './record.ts';

const everyMilliseconds = 1000;

/** Why a worker stops in the middle of a job that is not its own any more. */
export class JobTakenAway extends Error {
  override readonly name = 'JobTakenAway';
}

/**
 * Looks once a second whether a job is still this attempt's, and aborts `controller` when it was cancelled,
 * deleted or taken over. Ends when `done` aborts.
 */
export async function watch(
  job: JobRecord,
  controller: AbortController,
  done: AbortSignal,
  { jobs, log }: Services,
): Promise<void> {
  for (;;) {
    try {
      await sleep(everyMilliseconds, undefined, { signal: done });
    } catch {
      return;
    }
    try {
      const now = (await jobs.read(partitionOf(job), job.id))?.record;
      if (now?.status === 'running' && now.attempt === job.attempt) continue;
      controller.abort(new JobTakenAway(`The job ${job.id} is ${now?.status ?? 'deleted'}.`));
      return;
    } catch (error) {
      // Cosmos being away for a moment is no reason to throw a conversion away.
      log.warn('A running job could not be looked at.', { job: job.id, error });
    }
  }
}
