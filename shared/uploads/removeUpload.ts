import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import { madeAt } from '../jobs/jobId.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { findUpload } from './findUpload.ts';
import { abandonedAt, inCondition, type Upload, uploadBlob, writableMinutes } from './upload.ts';

/**
 * Deletes an upload that no job has taken. Its place is free when its URL has expired; what is still written there until then
 * goes with the sweep.
 * @throws ConveyorError `not_found`; `conflict` if a job is taking it.
 */
export async function removeUpload(
  id: string,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<void> {
  const { deviceId, organisationId } = caller;
  await findUpload(id, caller, services);
  const upload = inCondition(id);
  const deleted = await services.uploads.patch(
    [deviceId],
    deviceId,
    [{ op: 'set', path: `/uploads/${id}/deleted`, value: true }],
    { condition: `FROM c WHERE IS_DEFINED(${upload}) AND NOT IS_DEFINED(${upload}.jobId)` },
  );
  if (!deleted) throw new ConveyorError('conflict', { detail: 'A job is taking this upload.' });
  await services.blobs.delete(blobContainerOf(organisationId), uploadBlob(id));
}

/** Deletes what a job took, with the job. While its URL could write it again it is noted as deleted, for the sweep. */
export async function removeTaken(
  id: string,
  { deviceId, organisationId }: { deviceId: string; organisationId: string },
  { uploads, blobs, clock }: Services,
): Promise<void> {
  const made = madeAt(id) ?? 0;
  const upload: Upload = {
    name: '',
    createdAt: new Date(made).toISOString(),
    expiresAt: new Date(made + writableMinutes * 60_000).toISOString(),
    deleted: true,
  };
  if (abandonedAt(upload) > clock.now().getTime())
    await uploads.patch(
      [deviceId],
      deviceId,
      [
        { op: 'set', path: `/uploads/${id}`, value: upload },
        { op: 'incr', path: '/count', value: 1 },
      ],
      { condition: `FROM c WHERE NOT IS_DEFINED(${inCondition(id)})` },
    );
  await blobs.delete(blobContainerOf(organisationId), uploadBlob(id));
}
