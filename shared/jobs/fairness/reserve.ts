import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { Owner } from '../../identity/caller.ts';
import { type Allowance, allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { chargeConditions, chargeOperations, type Demands, isStale } from '../../tenancy/quotas/charges.ts';
import { type Counter, counterOf, emptyCounter } from '../../tenancy/quotas/counter.ts';
import type { Quota } from '../../tenancy/quotas/quota.ts';
import { recountStale } from '../../tenancy/quotas/recount.ts';
import { refuseExceeded } from '../../tenancy/quotas/refuse.ts';
import { recountsOf } from '../recountsOf.ts';
import type { JobServices } from '../services.ts';
import { addPlace, type CountedJob, canTakePlace, changeHeld, hasPlace, removePlace } from './places.ts';
import { sendHeld } from './sendHeld.ts';

/** What a new job got. */
export interface Reservation {
  /** A place, so that its message is sent, or a hold. */
  got: 'place' | 'hold';
  counter: Counter;
  /** The quotas that a submission falls under. */
  quotas: readonly Quota[];
  /** What was charged to them; nothing if another request with the same id was charged. */
  charged: Demands;
  at: Date;
}

/** Seconds after which a refused caller may try again. */
const retrySeconds = 10;

/** What a submission uses. Pages are counted at the end of the job; while a job waits or runs, it is counted by its place or hold. */
const demandsOf = (storedBytes: number) =>
  ({
    submitted_jobs: 1,
    concurrent_jobs: 0,
    converted_pages: 0,
    stored_bytes: storedBytes,
  }) satisfies Demands;

const submissionQuotas = ({ quotas }: Allowance) => quotas.filter(({ metric }) => metric in demandsOf(0));

/**
 * Counts a new job and charges its quotas. Idempotent for a job that has a place; a hold is counted again.
 * @throws ConveyorError `too_many_jobs`, `quota_exceeded`
 */
export async function reserve(
  job: CountedJob & { storedBytes: number },
  services: JobServices,
): Promise<Reservation> {
  const { counters, clock } = services;
  const allowance = await allowanceOf(job.organisationId, services);
  const quotas = submissionQuotas(allowance);
  const address = counterOf(job);
  const { partition, id } = address;
  const at = clock.now();
  const charged = demandsOf(job.storedBytes);
  const operations = chargeOperations(charged, quotas, at);
  const conditions = chargeConditions(charged, quotas, at);
  const count = async (
    got: Reservation['got'],
    change: Parameters<typeof counters.patch>[2],
    free: string[],
  ) => {
    const condition = `FROM c WHERE ${[...free, ...conditions].join(' AND ')}`;
    const counted = await counters.patch(partition, id, [...change, ...operations], { condition });
    return counted && { got, counter: counted.record, quotas, charged, at };
  };
  // Held jobs go first.
  const take = () => count('place', addPlace(job.id, at), ['c.held < 1', canTakePlace(job.id, allowance)]);
  const hold = () =>
    count('hold', [changeHeld(1)], [`c.held < ${allowance.waitingJobs}`, `NOT ${hasPlace(job.id)}`]);
  // Another request of the caller may create the record first.
  const create = async () => {
    const empty = emptyCounter(address);
    const isCountedFirst = quotas.some((quota) => isStale(empty, quota, at));
    const charges = operations.map(({ path, value }) => [path.slice('/used/'.length), value]);
    const first = { count: 1, sent: { [job.id]: at.toISOString() }, used: Object.fromEntries(charges) };
    const created = await counters.create(isCountedFirst ? empty : { ...empty, ...first });
    if (isCountedFirst) return undefined;
    return created ? { got: 'place' as const, counter: created.record, quotas, charged, at } : take();
  };
  return optimisticUpdate<Stored<Counter> | 'unread' | undefined, Reservation>({
    tries: 5,
    // The patch usually succeeds and needs no read.
    held: { found: 'unread' },
    read: () => counters.read(partition, id),
    decide: async (found) => {
      if (found === 'unread') return { write: take };
      if (!found) {
        refuseExceeded(undefined, charged, quotas, at);
        return { write: create };
      }
      const { record } = found;
      if (record.sent[job.id]) return { result: { got: 'place', counter: record, quotas, charged: {}, at } };
      if (!(await recountStale(address, record, quotas, recountsOf(address, services), services)))
        refuseExceeded(record, charged, quotas, at);
      if (record.count < allowance.runningJobs && record.held < 1) return { write: take };
      refuseAbove(record.held, allowance);
      return { write: hold };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}

/** Gives back what `reserve` counted, for a job that was not created, or that had been created before. */
export async function undoReservation(
  job: CountedJob,
  { got, quotas, charged, at }: Reservation,
  services: JobServices,
): Promise<void> {
  const { counters } = services;
  const { partition, id } = counterOf(job);
  const refund = chargeOperations(charged, quotas, at, -1);
  if (got === 'hold') {
    await counters.patch(partition, id, [changeHeld(-1), ...refund]);
    return;
  }
  const freed = await counters.patch(partition, id, [...removePlace(job.id), ...refund], {
    condition: `FROM c WHERE ${hasPlace(job.id)}`,
  });
  if (freed) await sendHeld(job, freed.record, services);
}

/**
 * Refuses a request of a caller whose jobs wait already, or whose quota is used up. Runs before the request body is read.
 * @param isRepeatable whether the request has an `Idempotency-Key`: its job may exist, and then uses no quota
 * @throws ConveyorError `too_many_jobs`, `quota_exceeded`
 */
export async function admitCaller(
  caller: Owner,
  { isRepeatable }: { isRepeatable: boolean },
  services: Pick<JobServices, 'counters' | 'organisationCache' | 'tierCache' | 'config' | 'clock'>,
): Promise<void> {
  const { counters, clock } = services;
  const { partition, id } = counterOf(caller);
  const [found, allowance] = await Promise.all([
    counters.read(partition, id),
    allowanceOf(caller.organisationId, services),
  ]);
  if (!isRepeatable) refuseExceeded(found?.record, demandsOf(0), submissionQuotas(allowance), clock.now());
  // Without holds, only a submission shows whether a place is free.
  if (found && allowance.waitingJobs > 0) refuseAbove(found.record.held, allowance);
}

function refuseAbove(held: number, { waitingJobs: limit }: Allowance): void {
  if (held < limit) return;
  throw new ConveyorError('too_many_jobs', {
    headers: { 'retry-after': String(retrySeconds) },
    members: { waiting: held, limit },
  });
}
