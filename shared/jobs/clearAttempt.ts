import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { attemptFolder } from './files.ts';
import { type JobRecord, partitionOf } from './record.ts';

/**
 * Deletes what an attempt wrote whose job is not its worker's any more.
 * @returns the job if the attempt has won after all: a write may be done although its answer never came, or says otherwise.
 */
export async function clearAttempt(
  job: JobRecord,
  { jobs, blobs }: Services,
): Promise<Stored<JobRecord> | undefined> {
  const found = await jobs.read(partitionOf(job), job.id);
  if (found?.record.status === 'succeeded' && found.record.attempt === job.attempt) return found;
  await blobs.deleteAll(blobContainerOf(job.organisationId), attemptFolder(job.id, job.attempt));
  return undefined;
}
