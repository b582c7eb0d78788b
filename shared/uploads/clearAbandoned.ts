import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { forgetUpload } from './forgetUpload.ts';
import { abandonedAt, type DeviceUploads, uploadBlob } from './upload.ts';

/**
 * Deletes the uploads of a device that no job took in time. What a job took is the job's; only its note here goes, which
 * a submission left behind that died.
 * @returns how many.
 */
export async function clearAbandoned(
  { id: deviceId, organisationId, uploads }: DeviceUploads,
  services: Services,
): Promise<number> {
  const now = services.clock.now().getTime();
  let count = 0;
  for (const [uploadId, upload] of Object.entries(uploads)) {
    if (abandonedAt(upload) > now) continue;
    const { jobId } = upload;
    const job = jobId === undefined ? undefined : await services.jobs.read([organisationId, jobId], jobId);
    if (!job) await services.blobs.delete(blobContainerOf(organisationId), uploadBlob(uploadId));
    if (await forgetUpload(uploadId, deviceId, services)) count++;
  }
  return count;
}
