import { blobContainerOf } from '../../tenancy/organisation.ts';
import { stepsBlob } from '../files.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';

/** Deletes the steps blob of an ended job, if it has one: it may hold secrets. */
export async function deleteSteps(
  { id, organisationId, stepsInBlob }: JobRecord,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<void> {
  if (stepsInBlob) await blobs.delete(blobContainerOf(organisationId), stepsBlob(id));
}
