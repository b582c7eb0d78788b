import type { Stored } from '../../azure/cosmos.ts';
import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { counterOf } from '../../tenancy/quotas/counter.ts';
import { addPlace, canTakePlace, changeHeld } from '../fairness/places.ts';
import { sendHeldOf } from '../fairness/sendHeld.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { transition } from '../transition.ts';
import { releaseLease } from './lease.ts';

/**
 * Takes a place for a postponed job that a worker has started again. Idempotent.
 * @returns false if its caller has the maximum number of running jobs
 */
export async function retakePlace(job: JobRecord, services: JobServices): Promise<boolean> {
  const { counters, clock } = services;
  const { partition, id } = counterOf(job);
  const allowance = await allowanceOf(job.organisationId, services);
  const taken = await counters.patch(partition, id, addPlace(job.id, clock.now()), {
    condition: `FROM c WHERE ${canTakePlace(job.id, allowance)}`,
  });
  if (taken) return true;
  const found = await counters.read(partition, id);
  return !found || found.record.sent[job.id] !== undefined;
}

/** Holds a started job for which there is no place. The attempt does not count. */
export async function holdPostponed(started: Stored<JobRecord>, services: JobServices): Promise<void> {
  const { counters } = services;
  const { record } = started;
  const { partition, id } = counterOf(record);
  await counters.patch(partition, id, [changeHeld(1)]);
  const written = await releaseLease(
    started,
    (job) => ({ ...transition(job, 'queued', { drains: job.drains + 1 }), held: true }),
    services,
  );
  // Otherwise the job has ended, and its end did not count it as held.
  if (!written) await counters.patch(partition, id, [changeHeld(-1)]);
  await sendHeldOf(record, services);
  services.log.info('A postponed job is held: its caller has too many running jobs.', { job: record.id });
}
