import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { findUpload } from './findUpload.ts';
import { inCondition, isUsable, type Upload } from './upload.ts';

/** An upload as a job names it: what lies there now, and nothing that is written later. */
export interface PinnedUpload {
  upload: Upload & { id: string };
  size: number;
  etag: string;
}

/**
 * What an upload holds now.
 * @throws ConveyorError `not_found`; `upload_missing` if nothing lies there; `upload_unreadable`
 */
export async function pinUpload(
  id: string,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<PinnedUpload> {
  const { upload, blob } = await findUpload(id, caller, services);
  if (!isUsable(upload, services.clock.now()))
    throw new ConveyorError('not_found', { detail: 'The upload is too old.' });
  if (!blob) throw new ConveyorError('upload_missing', { members: { upload: id } });
  if (!blob.readable) throw new ConveyorError('upload_unreadable', { members: { upload: id } });
  return { upload, size: blob.size, etag: blob.etag };
}

/**
 * Takes an upload for a job: no other job gets it from then on. Doing it again for the same job changes nothing.
 * @throws ConveyorError `conflict` if another job has it.
 */
export async function takeUpload(
  id: string,
  jobId: string,
  { deviceId }: CallerOf<'device'>,
  { uploads }: Services,
): Promise<void> {
  const upload = inCondition(id);
  const taken = await uploads.patch(
    [deviceId],
    deviceId,
    [{ op: 'set', path: `/uploads/${id}/jobId`, value: jobId }],
    {
      condition: `FROM c WHERE IS_DEFINED(${upload}) AND NOT IS_DEFINED(${upload}.deleted)
        AND (NOT IS_DEFINED(${upload}.jobId) OR ${upload}.jobId = '${jobId}')`,
    },
  );
  if (!taken) throw new ConveyorError('conflict', { detail: 'Another job has taken this upload.' });
}

/** Gives an upload back that was taken for a job which is not made after all. */
export async function releaseUpload(
  id: string,
  jobId: string,
  { deviceId }: CallerOf<'device'>,
  { uploads }: Services,
): Promise<void> {
  await uploads.patch([deviceId], deviceId, [{ op: 'remove', path: `/uploads/${id}/jobId` }], {
    condition: `FROM c WHERE ${inCondition(id)}.jobId = '${jobId}'`,
  });
}
