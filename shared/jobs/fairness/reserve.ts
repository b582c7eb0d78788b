import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import type { Configuration } from '../../configuration.ts';
import { ConveyorError } from '../../errors.ts';
import type { JobServices } from '../services.ts';
import {
  addPlace,
  type Caller,
  type CallerJobs,
  type CountedJob,
  canTakePlace,
  changeHeld,
  counterOf,
  hasPlace,
} from './callerJobs.ts';
import { giveBack } from './release.ts';

/** What a new job gets: a place, so that its message is sent, or a hold. */
export type Reservation = 'place' | 'hold';

/** Seconds after which a refused caller may try again. */
const retrySeconds = 10;

/**
 * Counts a new job. Idempotent for a job that has a place; a hold is counted again.
 * @throws ConveyorError `too_many_jobs`
 */
export async function reserve(
  job: CountedJob,
  services: Pick<JobServices, 'callerJobs' | 'clock' | 'config'>,
): Promise<Reservation> {
  const { callerJobs, clock, config } = services;
  const { runningJobsPerCaller: places, waitingJobsPerCaller: holds } = config;
  const { partition, id } = counterOf(job);
  const place = addPlace(job.id, clock.now());
  const take = async () => {
    // Held jobs go first.
    const condition = `FROM c WHERE c.held < 1 AND ${canTakePlace(job.id, config)}`;
    return (await callerJobs.patch(partition, id, place, { condition })) && ('place' as const);
  };
  const hold = async () => {
    const condition = `FROM c WHERE c.held < ${holds} AND NOT ${hasPlace(job.id)}`;
    return (await callerJobs.patch(partition, id, [changeHeld(1)], { condition })) && ('hold' as const);
  };
  const create = async () => {
    const sent = { [job.id]: clock.now().toISOString() };
    const { organisationId } = job;
    return (await callerJobs.create({ id, organisationId, count: 1, sent, held: 0 })) && ('place' as const);
  };
  return optimisticUpdate<Stored<CallerJobs> | 'unread' | undefined, Reservation>({
    tries: 5,
    // The patch usually succeeds and needs no read.
    held: { found: 'unread' },
    read: () => callerJobs.read(partition, id),
    decide: (found) => {
      if (found === 'unread') return { write: take };
      // Another request of the caller may create the record first.
      if (!found) return { write: async () => (await create()) ?? (await take()) };
      const { count, sent, held } = found.record;
      if (sent[job.id]) return { result: 'place' };
      if (count < places && held < 1) return { write: take };
      refuseAbove(held, config);
      return { write: hold };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}

/** Gives back what `reserve` counted, for a job that was not created, or that had been created before. */
export async function undoReservation(
  job: CountedJob,
  reserved: Reservation,
  services: JobServices,
): Promise<void> {
  if (reserved === 'place') return giveBack(job, { wasHeld: false }, services);
  const { partition, id } = counterOf(job);
  await services.callerJobs.patch(partition, id, [changeHeld(-1)]);
}

/**
 * Refuses a request of a caller whose jobs wait already. Runs before the request body is read.
 * @throws ConveyorError `too_many_jobs`
 */
export async function admitCaller(
  caller: Caller,
  { callerJobs, config }: Pick<JobServices, 'callerJobs' | 'config'>,
): Promise<void> {
  const { partition, id } = counterOf(caller);
  const found = await callerJobs.read(partition, id);
  // Without holds, only a submission shows whether a place is free.
  if (found && config.waitingJobsPerCaller > 0) refuseAbove(found.record.held, config);
}

function refuseAbove(held: number, { waitingJobsPerCaller: limit }: Configuration): void {
  if (held < limit) return;
  throw new ConveyorError('too_many_jobs', {
    headers: { 'retry-after': String(retrySeconds) },
    members: { waiting: held, limit },
  });
}
