import { concurrently } from '../../async/concurrently.ts';
import type { Stored } from '../../azure/cosmos.ts';
import type { Owner } from '../../identity/caller.ts';
import { allowanceOf } from '../../tenancy/quotas/allowance.ts';
import { chargeOperations } from '../../tenancy/quotas/charges.ts';
import { type Counter, counterOf, emptyCounter } from '../../tenancy/quotas/counter.ts';
import { windowKey } from '../../tenancy/quotas/windows.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { type CountedJob, hasPlace, removePlace } from './places.ts';
import { giveBack } from './release.ts';
import { sendHeld, sendHeldOf, sendMessage } from './sendHeld.ts';

/** With the other parts of the timer shorter than `functionTimeout`. */
const share = { concurrency: 16, milliseconds: 2 * 60_000 };
/** Steps that are a minute old are not in progress: their process has died. */
const progressMilliseconds = 60_000;

type FoundCounter = Counter & { _etag: string; _ts: number };

/** A counter, unless it is missing, and the held jobs that it counts. */
interface Counted extends Owner {
  counter?: FoundCounter;
  held: string[];
}

/**
 * Repairs what a crash left. The truth is the records of the jobs: places of ended or missing jobs become free, a held job
 * with a place is sent, the number of held jobs is counted again, submissions without a job are taken back from their quotas,
 * and free places go to held jobs.
 */
export async function reconcileCounters(services: JobServices): Promise<void> {
  const counted = await activeCounters(services);
  await concurrently(counted, share, async (each) => {
    try {
      await reconcileCounter(each, services);
    } catch (error) {
      // The next run retries. One failure must not stop the others.
      const { partition } = counterOf(each);
      services.log.error('A counter of jobs could not be reconciled.', { counter: partition.join(), error });
    }
  });
}

/** Every counter with jobs that have places or are held. */
async function activeCounters({ counters, jobs }: JobServices): Promise<Counted[]> {
  const found = new Map<string, Counted>();
  const keyOf = (owner: Owner) => counterOf(owner).partition.join();
  // The counters first: a counter that changes afterwards is left to the next run.
  const active = counters.query<FoundCounter>({
    text: 'SELECT * FROM c WHERE c.count > 0 OR c.held != 0',
    pageSize: 1000,
  });
  for await (const counter of active) {
    const owner = { organisationId: counter.organisationId, callerId: counter.id };
    found.set(keyOf(owner), { ...owner, counter, held: [] });
  }
  const heldJobs = jobs.query<CountedJob>({
    text: `SELECT c.id, c.organisationId, c.callerId FROM c WHERE c.status = 'queued' AND c.held = true`,
    pageSize: 1000,
  });
  for await (const { id, organisationId, callerId } of heldJobs) {
    const owner = { organisationId, callerId };
    const counted = found.get(keyOf(owner)) ?? { ...owner, held: [] };
    counted.held.push(id);
    found.set(keyOf(owner), counted);
  }
  return [...found.values()];
}

async function reconcileCounter(counted: Counted, services: JobServices): Promise<void> {
  if (counted.counter) await checkPlaces(counted, counted.counter, services);
  const corrected = await correctHeld(counted, services);
  if (counted.held.length === 0) return;
  const sent = corrected
    ? await sendHeld(counted, corrected.record, services)
    : await sendHeldOf(counted, services);
  if (sent > 0)
    services.log.warn('Held jobs were sent by the reconciliation.', {
      organisation: counted.organisationId,
      jobs: sent,
    });
}

/** Frees the places of jobs that have ended, were postponed or do not exist, and sends the message of held jobs that have a place. */
async function checkPlaces(
  { organisationId, callerId }: Owner,
  { sent }: Counter,
  services: JobServices,
): Promise<void> {
  const { jobs, clock, config, log } = services;
  const now = clock.now().getTime();
  const patience = Math.min(progressMilliseconds, config.reconcileSeconds * 1000);
  for (const [id, takenAt] of Object.entries(sent)) {
    const age = now - Date.parse(takenAt);
    if (age < patience) continue;
    const job = { organisationId, callerId, id };
    const found = await jobs.read(partitionOf(job), id);
    // A submission with large inputs takes longer to create its record.
    if (!found && age < config.reconcileSeconds * 1000) continue;
    if (!found) await takeBack(job, new Date(takenAt), services);
    else if (found.record.held) await sendMessage(job, services);
    else if (hasNoPlace(found.record)) await giveBack(found.record, { wasHeld: false }, services);
    else continue;
    log.warn('The place of a job was repaired.', { job: id, status: found?.record.status ?? 'missing' });
  }
}

/** An ended job, or a postponed one until a worker starts it again. */
const hasNoPlace = ({ status, placeless }: JobRecord) =>
  isTerminal(status) || (status === 'queued' && placeless === true);

/** Frees the place of a submission that died before it created its record, and takes it back from the quotas. */
async function takeBack(job: CountedJob, takenAt: Date, services: JobServices): Promise<void> {
  const { partition, id } = counterOf(job);
  const { quotas } = await allowanceOf(job.organisationId, services);
  const refund = chargeOperations({ submitted_jobs: 1 }, quotas, takenAt, -1);
  const freed = await services.counters.patch(partition, id, [...removePlace(job.id), ...refund], {
    condition: `FROM c WHERE ${hasPlace(job.id)}`,
  });
  if (freed) await sendHeld(job, freed.record, services);
}

/** Sets the number of held jobs, if nothing has changed since the counter was read. @returns the changed counter */
async function correctHeld(
  { counter, held, ...owner }: Counted,
  services: JobServices,
): Promise<Stored<Counter> | undefined> {
  const { counters, clock, log } = services;
  const address = counterOf(owner);
  const expected = held.filter((job) => counter?.sent[job] === undefined).length;
  if (!counter) return counters.create({ ...emptyCounter(address), held: expected });
  if (counter.held === expected) return undefined;
  const now = clock.now();
  const changedAt = new Date(counter._ts * 1000);
  // A submission counts its job before it creates the record: a higher number may be correct for a moment.
  const isSettled = now.getTime() - changedAt.getTime() >= progressMilliseconds;
  if (counter.held > expected && !isSettled) return undefined;
  const { partition, id } = address;
  log.warn('The number of held jobs was corrected.', {
    counter: partition.join(),
    from: counter.held,
    to: expected,
  });
  const { quotas } = await allowanceOf(owner.organisationId, services);
  // Submissions that died before they created their records; those of earlier periods no longer count.
  const missing = Math.max(0, counter.held - expected);
  const sameWindow = quotas.filter((quota) => windowKey(quota, changedAt) === windowKey(quota, now));
  const refund = chargeOperations({ submitted_jobs: missing }, sameWindow, now, -1);
  const operations = [{ op: 'set' as const, path: '/held', value: expected }, ...refund];
  return counters.patch(partition, id, operations, { etag: counter._etag });
}
