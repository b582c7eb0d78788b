import type { Stored } from '../../azure/cosmos.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { attemptFolder } from '../files.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';

/**
 * Deletes the blobs of an attempt after its worker lost the job.
 * @returns the job if the attempt succeeded after all: its last write may have happened although the response was lost
 */
export async function clearAttempt(
  job: JobRecord,
  { jobs, blobs }: Pick<JobServices, 'jobs' | 'blobs'>,
): Promise<Stored<JobRecord> | undefined> {
  const found = await jobs.read(partitionOf(job), job.id);
  if (found?.record.status === 'succeeded' && found.record.attempt === job.attempt) return found;
  await blobs.deleteAll(blobContainerOf(job.organisationId), attemptFolder(job.id, job.attempt));
  return undefined;
}
