import { concurrently } from '../../async/concurrently.ts';
import { dayOf } from '../../identity/device.ts';
import { billingMonth } from '../../tenancy/billing/months.ts';
import { callerDayOf, type LedgerItem } from '../../tenancy/ledger.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';

/** The fields of a job that the ledger is derived from. */
export type BillableJob = Pick<JobRecord, 'id' | 'organisationId' | 'callerId' | 'endedAt' | 'usage'>;

/** A query sees a write with a short delay, and the clocks of Cosmos DB differ slightly. */
const overlapSeconds = 120;
const share = { concurrency: 16, milliseconds: 240_000 };

/** Adds a succeeded job to the ledger. Idempotent: items are create-only. @returns whether an item was created */
export async function bill(
  job: BillableJob,
  services: Pick<JobServices, 'ledger' | 'clock'>,
): Promise<boolean> {
  const { id, organisationId, callerId, endedAt, usage } = job;
  if (!usage || !endedAt) return false;
  const day = dayOf(new Date(endedAt));
  const { documents, pages, bytesIn, bytesOut, engineMilliseconds } = usage;
  const item: LedgerItem = {
    id,
    organisationId,
    callerDay: callerDayOf(callerId, day),
    callerId,
    day,
    month: billingMonth(day, services),
    documents,
    pages,
    bytesIn,
    bytesOut,
    engineMilliseconds,
  };
  return (await services.ledger.create(item)) !== undefined;
}

/**
 * Updates the ledger from the job records written since the last run, with a small overlap. Items are create-only and
 * the mark is written last, so a run that dies can be repeated. Each job costs one write: its item.
 * @returns the number of jobs billed
 */
export async function billJobs(services: JobServices): Promise<number> {
  const { jobs, ledgerProgress, clock } = services;
  const mark = await ledgerProgress.read(['jobs'], 'jobs');
  const from = mark?.record.until ?? 0;
  const began = Math.floor(clock.now().getTime() / 1000);
  let latest = from;
  let count = 0;
  const written = jobs.query<BillableJob & { _ts: number }>({
    text: `SELECT c.id, c.organisationId, c.callerId, c.endedAt, c.usage, c._ts FROM c
      WHERE c.status = 'succeeded' AND c._ts >= @from ORDER BY c._ts`,
    parameters: { from },
  });
  await concurrently(written, share, async (job) => {
    if (await bill(job, services)) count++;
    latest = Math.max(latest, job._ts);
  });
  // Records arrive in time order: a run that is cut short has billed everything before the last record it read.
  const until = Math.max(from, Math.min(latest, began) - overlapSeconds);
  if (!mark) await ledgerProgress.create({ id: 'jobs', until });
  else if (until > from) await ledgerProgress.replace(['jobs'], { id: 'jobs', until }, mark.etag);
  return count;
}
