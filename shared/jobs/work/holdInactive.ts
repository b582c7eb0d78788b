import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { counterOf } from '../../tenancy/quotas/counter.ts';
import { changeHeld, hasPlace, removePlace } from '../fairness/places.ts';
import type { JobMessage } from '../message.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';

/**
 * Holds the waiting job of a message whose organisation is suspended or being deleted: it gives back its place and uses no
 * attempt. When the organisation is active again, the reconciliation sends it. A job that runs, ends.
 * @returns whether the job is held
 */
export async function holdInactive(
  { jobId, organisationId, sessionToken }: JobMessage,
  services: JobServices,
): Promise<boolean> {
  if ((await allowanceOf(organisationId, services)).active) return false;
  const { jobs, counters, log } = services;
  const found = await jobs.read([organisationId, jobId], jobId, sessionToken);
  if (found?.record.status !== 'queued' || found.record.held) return false;
  const { record, etag } = found;
  const { partition, id } = counterOf(record);
  const counted = await holdInCounter(record, services);
  const held = await jobs.patch(
    partitionOf(record),
    jobId,
    [
      { op: 'set', path: '/held', value: true },
      ...(record.placeless ? [{ op: 'remove' as const, path: '/placeless' }] : []),
    ],
    { etag },
  );
  if (held) {
    log.info('A job is held: its organisation is not active.', { job: jobId });
    return true;
  }
  // The job changed, and the process that changed it has not counted it as held.
  if (counted) await counters.patch(partition, id, [changeHeld(-1)]);
  throw new Error(`The job ${jobId} was changed while it was being held.`);
}

/** Turns the place of a job into a hold. A job without a place has given it back already, or was counted by a run that died. */
function holdInCounter({ placeless, ...job }: JobRecord, { counters }: Pick<JobServices, 'counters'>) {
  const { partition, id } = counterOf(job);
  if (placeless) return counters.patch(partition, id, [changeHeld(1)]);
  return counters.patch(partition, id, [...removePlace(job.id), changeHeld(1)], {
    condition: `FROM c WHERE ${hasPlace(job.id)}`,
  });
}
