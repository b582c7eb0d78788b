import { blobContainerOf } from '../../tenancy/organisation.ts';
import { inputHeadersBlob, stepsBlob } from '../files.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';

/** Deletes the blobs of an ended job that may hold secrets: its steps and the request headers of its inputs. */
export async function deleteSecrets(
  { id, organisationId, stepsInBlob, inputHeadersInBlob }: JobRecord,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<void> {
  const container = blobContainerOf(organisationId);
  await Promise.all([
    stepsInBlob && blobs.delete(container, stepsBlob(id)),
    inputHeadersInBlob && blobs.delete(container, inputHeadersBlob(id)),
  ]);
}
