import type { BlobProperties } from '../azure/blobs.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import type { UploadServices } from './services.ts';
import { type Upload, uploadBlob, uploadsOf } from './upload.ts';

/** The outstanding uploads of a caller, oldest first. */
export async function listUploads(
  owner: Owner,
  { uploads }: Pick<UploadServices, 'uploads'>,
): Promise<(Upload & { id: string })[]> {
  const stored = await uploads.read(uploadsOf(owner), owner.callerId);
  return Object.entries(stored?.record.uploads ?? {})
    .filter(([, { deleted }]) => !deleted)
    .map(([id, upload]) => ({ id, ...upload }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * An outstanding upload of a caller, and its blob if it was written.
 * @throws ConveyorError `not_found` if it does not exist, belongs to another caller, or was taken by a job
 */
export async function findUpload(
  id: string,
  caller: Owner,
  services: UploadServices,
): Promise<{ upload: Upload & { id: string }; blob: BlobProperties | undefined }> {
  const upload = (await listUploads(caller, services)).find((each) => each.id === id);
  if (!upload)
    throw new ConveyorError('not_found', { detail: 'The upload does not exist, or a job has taken it.' });
  const blob = await services.blobs.head(blobContainerOf(caller.organisationId), uploadBlob(id));
  return { upload, blob };
}
