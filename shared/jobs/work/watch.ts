import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../../azure/cosmos.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { renewLease } from './lease.ts';

const everyMilliseconds = 1000;

/** Stops a conversion whose job this worker no longer holds. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Checks once a second whether this attempt still holds the job, and renews its lease. Aborts `controller` when the job
 * was cancelled, deleted or taken over. Ends when `done` aborts.
 * @param taken the job as it was acquired
 * @returns the last record of this attempt, with its ETag
 */
export async function watch(
  taken: Stored<JobRecord>,
  controller: AbortController,
  done: AbortSignal,
  services: JobServices,
): Promise<Stored<JobRecord>> {
  const { jobs, log } = services;
  const { id, attempt } = taken.record;
  let held = taken;
  for (;;) {
    try {
      await sleep(everyMilliseconds, undefined, { signal: done });
    } catch {
      return held;
    }
    try {
      const now = await jobs.read(partitionOf(taken.record), id);
      if (now?.record.status === 'running' && now.record.attempt === attempt) {
        held = now;
        // If the record changed since, the next iteration sees it.
        held = (await renewLease(now, services)) ?? now;
        continue;
      }
      controller.abort(new LeaseLost(`The job ${id} is ${now?.record.status ?? 'deleted'}.`));
      return held;
    } catch (error) {
      // A short outage of Cosmos DB must not discard a conversion.
      log.warn('A running job could not be read.', { job: id, error });
    }
  }
}
