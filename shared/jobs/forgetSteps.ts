import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { stepsBlob } from './files.ts';
import type { JobRecord } from './record.ts';

/** Deletes the steps of an ended job where they don't lie in its record: they hold what is secret, or long. */
export async function forgetSteps(
  { id, organisationId, stepsInBlob }: JobRecord,
  { blobs }: Services,
): Promise<void> {
  if (stepsInBlob) await blobs.delete(blobContainerOf(organisationId), stepsBlob(id));
}
