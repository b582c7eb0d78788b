import type { Owner } from '../../identity/caller.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { removeTakenUpload } from '../../uploads/removeUpload.ts';
import { end } from '../cancel.ts';
import { giveBack } from '../fairness/release.ts';
import { releaseBytes } from '../fairness/releaseBytes.ts';
import { folderOf } from '../files.ts';
import { partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { deleteClaim } from '../submission/idempotency.ts';
import { bill } from './bill.ts';

/**
 * Deletes a job and all its data. The job is ended first, so that no worker continues it. The record is deleted last, so
 * that an interrupted deletion can be repeated.
 */
export async function remove(id: string, caller: Owner, services: JobServices): Promise<void> {
  const job = await end(id, caller, services);
  // A deleted job is billed too.
  await bill(job, services);
  await services.blobs.deleteAll(blobContainerOf(job.organisationId), folderOf(id));
  for (const { upload } of job.inputs) if (upload) await removeTakenUpload(upload.id, job, services);
  if (job.idempotencyId) await deleteClaim(job.idempotencyId, id, services);
  // The process that ended the job may have died before it did this.
  await giveBack(job, { wasHeld: false }, services);
  if (await services.jobs.delete(partitionOf(job), id)) await releaseBytes([job], services);
}
