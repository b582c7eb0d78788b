import { concurrently } from '../concurrently.ts';
import { dayOf } from '../identity/device.ts';
import type { Services } from '../services.ts';
import { deviceDayOf, type LedgerItem } from '../tenancy/ledger.ts';
import type { JobRecord } from './record.ts';

/** What the ledger is made from. */
export type Billed = Pick<JobRecord, 'id' | 'organisationId' | 'deviceId' | 'endedAt' | 'usage'>;

/** Writes are seen by a query a little after they were made, and Cosmos' clocks differ a little. */
const overlapSeconds = 120;
const share = { atOnce: 16, milliseconds: 240_000 };

/** Writes a job that succeeded into the ledger. Twice is well: its id is taken. */
export async function bill(job: Billed, { ledger }: Services): Promise<boolean> {
  const { id, organisationId, deviceId, endedAt, usage } = job;
  if (!usage || !endedAt) return false;
  const day = dayOf(new Date(endedAt));
  const { documents, pages, bytesIn, bytesOut, engineMilliseconds } = usage;
  const item: LedgerItem = {
    id,
    organisationId,
    deviceDay: deviceDayOf(deviceId, day),
    deviceId,
    day,
    documents,
    pages,
    bytesIn,
    bytesOut,
    engineMilliseconds,
  };
  return (await ledger.create(item)) !== undefined;
}

/**
 * Brings the ledger up to date from the records of jobs: everything written since the last run, and a little before.
 * Its items are create-only and the mark moves on last, so that it may die anywhere and be run again. No job pays a write
 * for it but its one item.
 * @returns how many jobs it billed.
 */
export async function billJobs(services: Services): Promise<number> {
  const { jobs, ledgerProgress, clock } = services;
  const mark = await ledgerProgress.read(['jobs'], 'jobs');
  const from = mark?.record.until ?? 0;
  const began = Math.floor(clock.now().getTime() / 1000);
  let latest = from;
  let count = 0;
  const written = jobs.query<Billed & { _ts: number }>({
    text: `SELECT c.id, c.organisationId, c.deviceId, c.endedAt, c.usage, c._ts FROM c
      WHERE c.status = 'succeeded' AND c._ts >= @from ORDER BY c._ts`,
    parameters: { from },
  });
  await concurrently(written, share, async (job) => {
    if (await bill(job, services)) count++;
    latest = Math.max(latest, job._ts);
  });
  // In the order of time: a run that was cut short has done everything before the last that it saw.
  const until = Math.max(from, Math.min(latest, began) - overlapSeconds);
  if (!mark) await ledgerProgress.create({ id: 'jobs', until });
  else if (until > from) await ledgerProgress.replace(['jobs'], { id: 'jobs', until }, mark.etag);
  return count;
}
