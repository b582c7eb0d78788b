import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { timestampOf } from '../jobs/jobId.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { findUpload } from './findUpload.ts';
import type { UploadServices } from './services.ts';
import { abandonedAt, inCondition, type Upload, uploadBlob, uploadsOf, writableMinutes } from './upload.ts';

/**
 * Deletes an upload that no job has taken. It counts towards the limit until its URL expires; the sweep deletes what is
 * written to that URL until then.
 * @throws ConveyorError `not_found`; `conflict` if a job is taking it
 */
export async function removeUpload(id: string, caller: Owner, services: UploadServices): Promise<void> {
  await findUpload(id, caller, services);
  const upload = inCondition(id);
  const deleted = await services.uploads.patch(
    uploadsOf(caller),
    caller.callerId,
    [{ op: 'set', path: `/uploads/${id}/deleted`, value: true }],
    { condition: `FROM c WHERE IS_DEFINED(${upload}) AND NOT IS_DEFINED(${upload}.jobId)` },
  );
  if (!deleted) throw new ConveyorError('conflict', { detail: 'A job is taking this upload.' });
  await services.blobs.delete(blobContainerOf(caller.organisationId), uploadBlob(id));
}

/** Deletes the upload of a deleted job. While its URL can still write, an entry marked as deleted remains for the sweep. */
export async function removeTakenUpload(
  id: string,
  owner: Owner,
  { uploads, blobs, clock }: Pick<UploadServices, 'uploads' | 'blobs' | 'clock'>,
): Promise<void> {
  const created = timestampOf(id) ?? 0;
  const upload: Upload = {
    name: '',
    createdAt: new Date(created).toISOString(),
    expiresAt: new Date(created + writableMinutes * 60_000).toISOString(),
    deleted: true,
  };
  if (abandonedAt(upload) > clock.now().getTime())
    await uploads.patch(
      uploadsOf(owner),
      owner.callerId,
      [
        { op: 'set', path: `/uploads/${id}`, value: upload },
        { op: 'incr', path: '/count', value: 1 },
      ],
      { condition: `FROM c WHERE NOT IS_DEFINED(${inCondition(id)})` },
    );
  await blobs.delete(blobContainerOf(owner.organisationId), uploadBlob(id));
}
