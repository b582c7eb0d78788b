import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { findUpload } from './findUpload.ts';
import { forgetUpload } from './forgetUpload.ts';
import { uploadBlob } from './upload.ts';

/**
 * Deletes an upload that no job has taken. What is still written there by its URL goes with the sweep.
 * @throws ConveyorError `not_found`; `conflict` if a job is taking it.
 */
export async function removeUpload(
  id: string,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<void> {
  await findUpload(id, caller, services);
  if (!(await forgetUpload(id, caller.deviceId, 'untaken', services)))
    throw new ConveyorError('conflict', { detail: 'A job is taking this upload.' });
  await services.blobs.delete(blobContainerOf(caller.organisationId), uploadBlob(id));
}
