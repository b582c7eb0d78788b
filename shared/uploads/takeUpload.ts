import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { findUpload } from './findUpload.ts';
import type { UploadServices } from './services.ts';
import { inCondition, isUsable, type Upload, uploadsOf } from './upload.ts';

/** An upload at the version a job uses: later writes change the ETag. */
export interface PinnedUpload {
  upload: Upload & { id: string };
  size: number;
  etag: string;
}

/**
 * The current version of an upload.
 * @throws ConveyorError `not_found`; `upload_missing` if nothing was written yet; `upload_unreadable`
 */
export async function pinUpload(id: string, caller: Owner, services: UploadServices): Promise<PinnedUpload> {
  const { upload, blob } = await findUpload(id, caller, services);
  if (!isUsable(upload, services.clock.now()))
    throw new ConveyorError('not_found', { detail: 'The upload has expired. Create a new one.' });
  if (!blob) throw new ConveyorError('upload_missing', { members: { upload: id } });
  if (!blob.readable) throw new ConveyorError('upload_unreadable', { members: { upload: id } });
  return { upload, size: blob.size, etag: blob.etag };
}

/**
 * Assigns an upload to a job; no other job can take it afterwards. Idempotent for the same job.
 * @throws ConveyorError `conflict` if another job has taken it
 */
export async function takeUpload(
  id: string,
  jobId: string,
  owner: Owner,
  { uploads }: Pick<UploadServices, 'uploads'>,
): Promise<void> {
  const upload = inCondition(id);
  const taken = await uploads.patch(
    uploadsOf(owner),
    owner.callerId,
    [{ op: 'set', path: `/uploads/${id}/jobId`, value: jobId }],
    {
      condition: `FROM c WHERE IS_DEFINED(${upload}) AND NOT IS_DEFINED(${upload}.deleted)
        AND (NOT IS_DEFINED(${upload}.jobId) OR ${upload}.jobId = '${jobId}')`,
    },
  );
  if (!taken) throw new ConveyorError('conflict', { detail: 'Another job has taken this upload.' });
}

/** Releases an upload whose job was not created. */
export async function releaseUpload(
  id: string,
  jobId: string,
  owner: Owner,
  { uploads }: Pick<UploadServices, 'uploads'>,
): Promise<void> {
  await uploads.patch(uploadsOf(owner), owner.callerId, [{ op: 'remove', path: `/uploads/${id}/jobId` }], {
    condition: `FROM c WHERE ${inCondition(id)}.jobId = '${jobId}'`,
  });
}
