import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { chargeOperations, type Demands } from '../../tenancy/quotas/charges.ts';
import { type Counter, counterOf } from '../../tenancy/quotas/counter.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { resultBytesOf } from '../storedBytes.ts';
import { type CountedJob, changeHeld, hasPlace, removePlace } from './places.ts';
import { sendHeld } from './sendHeld.ts';

/** A job that has ended or gives back its place, with what its end adds to quotas. */
type ReleasedJob = CountedJob & Pick<JobRecord, 'usage' | 'results' | 'archive' | 'endedAt'>;

/**
 * Stops counting a job that has ended, adds its pages and results to the quotas, and sends the next held job. Idempotent for
 * a job that had a place.
 * @param wasHeld whether the job was held until its end
 */
export async function giveBack(
  job: ReleasedJob,
  { wasHeld }: { wasHeld: boolean },
  services: JobServices,
): Promise<void> {
  const counted = await release(job, wasHeld, services);
  if (counted) await sendHeld(job, counted, services);
}

async function release(
  job: ReleasedJob,
  wasHeld: boolean,
  services: JobServices,
): Promise<Counter | undefined> {
  const { counters, clock } = services;
  const { partition, id } = counterOf(job);
  const used: Demands = { converted_pages: job.usage?.pages ?? 0, stored_bytes: resultBytesOf(job) };
  const { quotas } = await allowanceOf(job.organisationId, services);
  const settled = chargeOperations(used, quotas, job.endedAt ? new Date(job.endedAt) : clock.now());
  const free = () =>
    counters.patch(partition, id, [...removePlace(job.id), ...settled], {
      condition: `FROM c WHERE ${hasPlace(job.id)}`,
    });
  const unhold = () =>
    counters.patch(partition, id, [changeHeld(-1)], { condition: `FROM c WHERE NOT ${hasPlace(job.id)}` });
  // Meanwhile another process may have given the held job a place, and taken it back because the job had ended.
  const released = wasHeld ? ((await unhold()) ?? (await free()) ?? (await unhold())) : await free();
  return released?.record;
}
