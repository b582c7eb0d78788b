import { blobContainerOf } from '../tenancy/organisation.ts';
import { removeUploadEntry } from './removeUploadEntry.ts';
import type { UploadServices } from './services.ts';
import { abandonedAt, type CallerUploads, uploadBlob } from './upload.ts';

/**
 * Deletes the uploads of a caller that no job took in time. The blob of an upload that a job took belongs to the job; only
 * the entry that an interrupted submission left is removed.
 * @returns the number of entries removed
 */
export async function clearAbandoned(
  { id: callerId, organisationId, uploads }: CallerUploads,
  services: UploadServices,
): Promise<number> {
  const now = services.clock.now().getTime();
  let count = 0;
  for (const [uploadId, upload] of Object.entries(uploads)) {
    if (abandonedAt(upload) > now) continue;
    const { jobId } = upload;
    const job = jobId === undefined ? undefined : await services.jobs.read([organisationId, jobId], jobId);
    if (!job) await services.blobs.delete(blobContainerOf(organisationId), uploadBlob(uploadId));
    if (await removeUploadEntry(uploadId, { callerId, organisationId }, services)) count++;
  }
  return count;
}
