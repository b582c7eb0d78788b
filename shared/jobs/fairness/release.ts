import type { JobServices } from '../services.ts';
import {
  type CallerJobs,
  type CountedJob,
  changeHeld,
  counterOf,
  hasPlace,
  removePlace,
} from './callerJobs.ts';
import { sendHeld } from './sendHeld.ts';

/**
 * Stops counting a job that has ended, and sends the next held job of its caller. Idempotent for a job that had a place.
 * @param wasHeld whether the job was held until its end
 */
export async function giveBack(
  job: CountedJob,
  { wasHeld }: { wasHeld: boolean },
  services: JobServices,
): Promise<void> {
  const counted = await release(job, wasHeld, services);
  if (counted) await sendHeld(job, counted, services);
}

async function release(
  job: CountedJob,
  wasHeld: boolean,
  { callerJobs }: Pick<JobServices, 'callerJobs'>,
): Promise<CallerJobs | undefined> {
  const { partition, id } = counterOf(job);
  const free = () =>
    callerJobs.patch(partition, id, removePlace(job.id), { condition: `FROM c WHERE ${hasPlace(job.id)}` });
  const unhold = () =>
    callerJobs.patch(partition, id, [changeHeld(-1)], { condition: `FROM c WHERE NOT ${hasPlace(job.id)}` });
  // Meanwhile another process may have given the held job a place, and taken it back because the job had ended.
  const released = wasHeld ? ((await unhold()) ?? (await free()) ?? (await unhold())) : await free();
  return released?.record;
}
