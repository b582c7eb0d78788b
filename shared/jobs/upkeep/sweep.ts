import { concurrently } from '../../async/concurrently.ts';
import { blobContainerOf, defaultOrganisation } from '../../tenancy/organisation.ts';
import { firstIdAt, retentionStart } from '../jobId.ts';
import { partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { idempotencyMilliseconds } from '../submission/idempotencyClaim.ts';
import { type BillableJob, bill, billJobs } from './bill.ts';

/** Number of deleted items. */
export interface Swept {
  blobs: number;
  jobs: number;
  claims: number;
}

/** Each kind of item gets a share of `functionTimeout`, so that a backlog of one kind does not block the others. */
const share = { concurrency: 32, milliseconds: 100_000 };

/**
 * Deletes everything past its retention: first blobs (including those without a record, from lost attempts and
 * interrupted submissions), then records. An interrupted run can be repeated.
 */
export async function sweepJobs(services: JobServices): Promise<Swept> {
  const { blobs, jobs, idempotency, ledgerProgress, clock, log } = services;
  const boundary = firstIdAt(retentionStart(services));
  const swept: Swept = { blobs: 0, jobs: 0, claims: 0 };
  // A deleted record can no longer be billed. Jobs beyond this run's backlog are billed one by one before deletion.
  await billJobs(services);
  const billedUntil = (await ledgerProgress.read(['jobs'], 'jobs'))?.record.until ?? 0;

  const container = blobContainerOf(defaultOrganisation);
  await concurrently(before(boundary, blobs.list(container)), share, async (name) => {
    try {
      if (await blobs.delete(container, name)) swept.blobs++;
    } catch (error) {
      // One failing blob must not block the rest; the next sweep retries it.
      log.error('A blob could not be deleted.', { blob: name, error });
    }
  });

  const old = jobs.query<BillableJob & { _ts: number }>({
    text: `SELECT c.id, c.organisationId, c.deviceId, c.endedAt, c.usage, c._ts FROM c WHERE c.id < @boundary`,
    parameters: { boundary },
  });
  await concurrently(old, share, async (job) => {
    if (job._ts >= billedUntil) await bill(job, services);
    if (await jobs.delete(partitionOf(job), job.id)) swept.jobs++;
  });

  const expired = new Date(clock.now().getTime() - idempotencyMilliseconds).toISOString();
  const claims = idempotency.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.createdAt < @expired',
    parameters: { expired },
  });
  await concurrently(claims, share, async ({ id }) => {
    if (await idempotency.delete([id], id)) swept.claims++;
  });
  return swept;
}

/** Blob names start with the time-ordered id, so names after the boundary are younger. */
async function* before(boundary: string, names: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const name of names) {
    if (name >= boundary) return;
    yield name;
  }
}
