import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { renew } from './lease.ts';
import { type JobRecord, partitionOf } from './record.ts';

const everyMilliseconds = 1000;

/** Why a worker stops in the middle of a job that is not its own any more. */
export class JobTakenAway extends Error {
  override readonly name = 'JobTakenAway';
}

/**
 * Looks once a second whether a job is still this attempt's, and aborts `controller` when it was cancelled,
 * deleted or taken over. While it is, its lease is renewed. Ends when `done` aborts.
 * @param taken the job as it was taken
 * @returns the job as it was last seen of this attempt, with the ETag that ends it.
 */
export async function watch(
  taken: Stored<JobRecord>,
  controller: AbortController,
  done: AbortSignal,
  services: Services,
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
        // Where it changed since, the next look tells.
        held = (await renew(now, services)) ?? now;
        continue;
      }
      controller.abort(new JobTakenAway(`The job ${id} is ${now?.record.status ?? 'deleted'}.`));
      return held;
    } catch (error) {
      // Cosmos being away for a moment is no reason to throw a conversion away.
      log.warn('A running job could not be looked at.', { job: id, error });
    }
  }
}
