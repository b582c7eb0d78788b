import { concurrently } from '../../async/concurrently.ts';
import type { Stored } from '../../azure/cosmos.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { type Caller, type CallerJobs, type CountedJob, counterOf } from './callerJobs.ts';
import { giveBack } from './release.ts';
import { sendHeld, sendHeldOf, sendMessage } from './sendHeld.ts';

/** With the other parts of the timer shorter than `functionTimeout`. */
const share = { concurrency: 16, milliseconds: 2 * 60_000 };
/** Steps that are a minute old are not in progress: their process has died. */
const progressMilliseconds = 60_000;

type FoundCounter = CallerJobs & { _etag: string; _ts: number };

/** A caller: its counter, if there is one, and its held jobs. */
interface CountedCaller extends Caller {
  counter?: FoundCounter;
  held: string[];
}

/**
 * Repairs what a crash left. The truth is the records of the jobs: places of ended or missing jobs become free, a held job
 * with a place is sent, the number of held jobs is counted again, and free places go to held jobs.
 */
export async function reconcileCallers(services: JobServices): Promise<void> {
  const callers = await countedCallers(services);
  await concurrently(callers, share, async (caller) => {
    try {
      await reconcileCaller(caller, services);
    } catch (error) {
      // The next run retries. One failing caller must not stop the others.
      services.log.error('The jobs of a caller could not be reconciled.', { caller: caller.callerId, error });
    }
  });
}

/** Every caller with jobs that have places or are held. */
async function countedCallers({ callerJobs, jobs }: JobServices): Promise<CountedCaller[]> {
  const callers = new Map<string, CountedCaller>();
  const keyOf = (caller: Caller) => counterOf(caller).partition.join();
  // The counters first: a counter that changes afterwards is left to the next run.
  const counters = callerJobs.query<FoundCounter>({
    text: 'SELECT * FROM c WHERE c.count > 0 OR c.held != 0',
    pageSize: 1000,
  });
  for await (const counter of counters) {
    const caller = { organisationId: counter.organisationId, callerId: counter.id };
    callers.set(keyOf(caller), { ...caller, counter, held: [] });
  }
  const heldJobs = jobs.query<CountedJob>({
    text: `SELECT c.id, c.organisationId, c.callerId FROM c WHERE c.status = 'queued' AND c.held = true`,
    pageSize: 1000,
  });
  for await (const { id, organisationId, callerId } of heldJobs) {
    const caller = { organisationId, callerId };
    const counted = callers.get(keyOf(caller)) ?? { ...caller, held: [] };
    counted.held.push(id);
    callers.set(keyOf(caller), counted);
  }
  return [...callers.values()];
}

async function reconcileCaller(caller: CountedCaller, services: JobServices): Promise<void> {
  if (caller.counter) await checkPlaces(caller, caller.counter, services);
  const corrected = await correctHeld(caller, services);
  if (caller.held.length === 0) return;
  const sent = corrected
    ? await sendHeld(caller, corrected.record, services)
    : await sendHeldOf(caller, services);
  if (sent > 0)
    services.log.warn('Held jobs were sent by the reconciliation.', {
      caller: caller.callerId,
      jobs: sent,
    });
}

/** Frees the places of jobs that have ended, were postponed or do not exist, and sends the message of held jobs that have a place. */
async function checkPlaces(caller: Caller, { sent }: CallerJobs, services: JobServices): Promise<void> {
  const { jobs, clock, config, log } = services;
  const now = clock.now().getTime();
  const patience = Math.min(progressMilliseconds, config.reconcileSeconds * 1000);
  for (const [id, takenAt] of Object.entries(sent)) {
    const age = now - Date.parse(takenAt);
    if (age < patience) continue;
    const job = { ...caller, id };
    const found = await jobs.read(partitionOf(job), id);
    // A submission with large inputs takes longer to create its record.
    if (!found && age < config.reconcileSeconds * 1000) continue;
    if (found?.record.held) await sendMessage(job, services);
    else if (!found || hasNoPlace(found.record)) await giveBack(job, { wasHeld: false }, services);
    else continue;
    log.warn('The place of a job was repaired.', { job: id, status: found?.record.status ?? 'missing' });
  }
}

/** An ended job, or a postponed one until a worker starts it again. */
const hasNoPlace = ({ status, placeless }: JobRecord) =>
  isTerminal(status) || (status === 'queued' && placeless === true);

/** Sets the number of held jobs, if nothing has changed since the counter was read. @returns the changed counter */
async function correctHeld(
  { counter, held, ...caller }: CountedCaller,
  services: JobServices,
): Promise<Stored<CallerJobs> | undefined> {
  const { callerJobs, clock, log } = services;
  const { partition, id } = counterOf(caller);
  const expected = held.filter((job) => counter?.sent[job] === undefined).length;
  if (!counter) {
    const { organisationId } = caller;
    return callerJobs.create({ id, organisationId, count: 0, sent: {}, held: expected });
  }
  if (counter.held === expected) return undefined;
  // A submission counts its job before it creates the record: a higher number may be correct for a moment.
  const isSettled = clock.now().getTime() - counter._ts * 1000 >= progressMilliseconds;
  if (counter.held > expected && !isSettled) return undefined;
  log.warn('The number of held jobs was corrected.', { caller: id, from: counter.held, to: expected });
  const operations = [{ op: 'set' as const, path: '/held', value: expected }];
  return callerJobs.patch(partition, id, operations, { etag: counter._etag });
}
