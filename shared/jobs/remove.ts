import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { removeTaken } from '../uploads/removeUpload.ts';
import { bill } from './bill.ts';
import { end } from './cancel.ts';
import { folderOf } from './files.ts';
import { unclaim } from './idempotency.ts';
import { partitionOf } from './record.ts';

/**
 * Deletes a job with everything it left: it is ended first, so that no worker goes on with it; the record goes last,
 * so that a deletion that died can be asked for again.
 */
export async function remove(id: string, caller: CallerOf<'device'>, services: Services): Promise<void> {
  const job = await end(id, caller, services);
  // What it used is owed whether its files are wanted or not.
  await bill(job, services);
  await services.blobs.deleteAll(blobContainerOf(job.organisationId), folderOf(id));
  for (const { upload } of job.inputs) if (upload) await removeTaken(upload.id, job, services);
  if (job.idempotencyId) await unclaim(job.idempotencyId, id, services);
  await services.jobs.delete(partitionOf(job), id);
}
