import type { Owner } from '../../identity/caller.ts';
import { defaultOrganisation } from '../../tenancy/organisation.ts';
import { type Allowance, allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { type Counter, counterOf } from '../../tenancy/quotas/counter.ts';
import { enqueue } from '../message.ts';
import { partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { addPlace, type CountedJob, canTakePlace, changeHeld, hasPlace, removePlace } from './places.ts';

/**
 * Gives free places to held jobs, oldest first, and sends their messages; none while the organisation is not active.
 * @param counted the counter as it was last written or read
 * @returns the number of messages sent
 */
export async function sendHeld(caller: Owner, counted: Counter, services: JobServices): Promise<number> {
  const { partition, id } = counterOf(caller);
  let latest: Counter | undefined = counted;
  let count = 0;
  const allowance = await allowanceOf(caller.organisationId, services);
  const { active, runningJobs } = allowance;
  // Each try that fails means that another process has sent a job, so the number of tries is bounded too.
  for (let tries = 0; active && tries <= 2 * runningJobs; tries++) {
    if (!latest || latest.held < 1 || latest.count >= runningJobs) break;
    const next = await oldestHeld(caller, latest, services);
    if (!next) break;
    const taken = await takePlace(next, allowance, services);
    const isSent = taken !== undefined && (await sendMessage(next, services));
    if (isSent) count++;
    const after = taken && !isSent ? await returnPlace(next, services) : taken;
    latest = (after ?? (await services.counters.read(partition, id)))?.record;
  }
  return count;
}

/** Sends the held jobs of a counter for which there are places. @returns the number of messages sent */
export async function sendHeldOf(caller: Owner, services: JobServices): Promise<number> {
  const { partition, id } = counterOf(caller);
  const found = await services.counters.read(partition, id);
  return found ? sendHeld(caller, found.record, services) : 0;
}

/** The oldest held job that has no place. A held job with a place is being sent by another process. */
async function oldestHeld(
  { organisationId, callerId }: Owner,
  { sent }: Counter,
  { jobs }: Pick<JobServices, 'jobs'>,
): Promise<CountedJob | undefined> {
  // In the default organisation each caller has its own counter.
  const ofCaller = organisationId === defaultOrganisation;
  const found = jobs.query<CountedJob>({
    text: `SELECT TOP 1 c.id, c.organisationId, c.callerId FROM c
      WHERE c.organisationId = @organisation ${ofCaller ? 'AND c.callerId = @caller' : ''}
        AND c.held = true AND c.status = 'queued' AND NOT ARRAY_CONTAINS(@sent, c.id)
      ORDER BY c.organisationId, ${ofCaller ? 'c.callerId, ' : ''}c.held, c.id`,
    parameters: {
      organisation: organisationId,
      ...(ofCaller && { caller: callerId }),
      sent: Object.keys(sent),
    },
    partition: [organisationId],
  });
  // Cosmos may return an empty page before the last one.
  return (await Array.fromAsync(found))[0];
}

function takePlace(
  job: CountedJob,
  allowance: Allowance,
  { counters, clock }: Pick<JobServices, 'counters' | 'clock'>,
) {
  const { partition, id } = counterOf(job);
  return counters.patch(partition, id, [...addPlace(job.id, clock.now()), changeHeld(-1)], {
    condition: `FROM c WHERE ${canTakePlace(job.id, allowance)}`,
  });
}

/**
 * Sends the message of a held job that has a place.
 * @returns false if the job has ended. A job that another process has sent counts as sent.
 */
export async function sendMessage(job: CountedJob, services: JobServices): Promise<boolean> {
  const { jobs, clock } = services;
  const operations = [
    { op: 'remove' as const, path: '/held' },
    { op: 'set' as const, path: '/enqueuedAt', value: clock.now().toISOString() },
  ];
  const condition = `FROM c WHERE c.status = 'queued' AND c.held = true`;
  const sent = await jobs.patch(partitionOf(job), job.id, operations, { condition });
  if (sent) {
    await enqueue(sent.record, sent.sessionToken, services);
    return true;
  }
  const found = await jobs.read(partitionOf(job), job.id);
  return found !== undefined && ['queued', 'running'].includes(found.record.status);
}

/** Takes back the place of a held job that ended before its message was sent. The process that ended it has counted it as not held. */
function returnPlace(job: CountedJob, { counters }: Pick<JobServices, 'counters'>) {
  const { partition, id } = counterOf(job);
  return counters.patch(partition, id, [...removePlace(job.id), changeHeld(1)], {
    condition: `FROM c WHERE ${hasPlace(job.id)}`,
  });
}
