import { concurrently } from '../../async/concurrently.ts';
import { allOrganisations, retentionStart } from '../../tenancy/findOrganisation.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { releaseBytes } from '../fairness/releaseBytes.ts';
import { firstIdAt } from '../jobId.ts';
import { type JobRecord, partitionOf } from '../record.ts';
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
  const swept: Swept = { blobs: 0, jobs: 0, claims: 0 };
  // A deleted record can no longer be billed. Jobs beyond this run's backlog are billed one by one before deletion.
  await billJobs(services);
  const billedUntil = (await ledgerProgress.read(['jobs'], 'jobs'))?.record.until ?? 0;

  await concurrently(expiredBlobs(services), share, async ({ container, name }) => {
    try {
      if (await blobs.delete(container, name)) swept.blobs++;
    } catch (error) {
      // One failing blob must not block the rest; the next sweep retries it.
      log.error('A blob could not be deleted.', { blob: name, error });
    }
  });

  const deleted: ExpiredJob[] = [];
  await concurrently(expiredJobs(services), share, async (job) => {
    if (job._ts >= billedUntil) await bill(job, services);
    if (!(await jobs.delete(partitionOf(job), job.id))) return;
    swept.jobs++;
    deleted.push(job);
  });
  await releaseBytes(deleted, services);

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

/** The blobs of every organisation that are past its retention. */
async function* expiredBlobs(services: JobServices): AsyncGenerator<{ container: string; name: string }> {
  for await (const organisation of allOrganisations(services)) {
    const container = blobContainerOf(organisation.id);
    const boundary = firstIdAt(retentionStart(organisation, services));
    // Blob names start with the time-ordered id, so names after the boundary are younger.
    for await (const name of services.blobs.list(container)) {
      if (name >= boundary) break;
      yield { container, name };
    }
  }
}

type ExpiredJob = BillableJob & Pick<JobRecord, 'storedBytes'> & { _ts: number };

/** The jobs that are past the retention of the deployment, then those of organisations with a shorter one. */
async function* expiredJobs(services: JobServices): AsyncGenerator<ExpiredJob> {
  const select = 'SELECT c.id, c.organisationId, c.callerId, c.endedAt, c.usage, c.storedBytes, c._ts FROM c';
  yield* services.jobs.query<ExpiredJob>({
    text: `${select} WHERE c.id < @boundary`,
    parameters: { boundary: firstIdAt(retentionStart({}, services)) },
  });
  for await (const organisation of allOrganisations(services)) {
    if (organisation.retentionDays === undefined) continue;
    yield* services.jobs.query<ExpiredJob>({
      text: `${select} WHERE c.organisationId = @organisation AND c.id < @boundary`,
      parameters: {
        organisation: organisation.id,
        boundary: firstIdAt(retentionStart(organisation, services)),
      },
      partition: [organisation.id],
    });
  }
}
