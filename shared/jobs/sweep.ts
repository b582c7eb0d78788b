import { concurrently } from '../concurrently.ts';
import type { Services } from '../services.ts';
import { blobContainerOf, defaultOrganisation } from '../tenancy/organisation.ts';
import { type Billed, bill, billJobs } from './bill.ts';
import { idempotencyMilliseconds } from './idempotency.ts';
import { firstIdAt, retentionStart } from './jobId.ts';
import { partitionOf } from './record.ts';

/** How much a sweep deleted. */
export interface Swept {
  blobs: number;
  jobs: number;
  claims: number;
}

/** Each kind has its share of the time that a function has (the bill its own), so that none keeps another from being swept. */
const share = { atOnce: 32, milliseconds: 100_000 };

/**
 * Deletes what has outlived its retention: first the blobs (also those that no record names: of lost attempts and of
 * submissions that died), then the records. It may die anywhere and be run again.
 */
export async function sweepJobs(services: Services): Promise<Swept> {
  const { blobs, jobs, idempotency, ledgerProgress, clock, log } = services;
  const boundary = firstIdAt(retentionStart(services));
  const swept: Swept = { blobs: 0, jobs: 0, claims: 0 };
  // A record that is gone can't be billed any more. Where more has piled up than one run can bill, each is as it goes.
  await billJobs(services);
  const billedUntil = (await ledgerProgress.read(['jobs'], 'jobs'))?.record.until ?? 0;

  const container = blobContainerOf(defaultOrganisation);
  await concurrently(before(boundary, blobs.list(container)), share, async (name) => {
    try {
      if (await blobs.delete(container, name)) swept.blobs++;
    } catch (error) {
      // One that does not go must not keep all behind it; the next sweep tries it again.
      log.error('A blob could not be swept.', { blob: name, error });
    }
  });

  const old = jobs.query<Billed & { _ts: number }>({
    text: `SELECT c.id, c.organisationId, c.deviceId, c.endedAt, c.usage, c._ts FROM c WHERE c.id < @boundary`,
    parameters: { boundary },
  });
  await concurrently(old, share, async (job) => {
    if (job._ts >= billedUntil) await bill(job, services);
    if (await jobs.delete(partitionOf(job), job.id)) swept.jobs++;
  });

  const forgotten = new Date(clock.now().getTime() - idempotencyMilliseconds).toISOString();
  const claims = idempotency.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.createdAt < @forgotten',
    parameters: { forgotten },
  });
  await concurrently(claims, share, async ({ id }) => {
    if (await idempotency.delete([id], id)) swept.claims++;
  });
  return swept;
}

/** Names begin with ids, and so with their age: what follows the boundary is younger. */
async function* before(boundary: string, names: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const name of names) {
    if (name >= boundary) return;
    yield name;
  }
}
