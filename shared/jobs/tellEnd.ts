import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { ring } from './bell.ts';
import { stepsBlob } from './files.ts';
import { enqueueNotification } from './message.ts';
import type { JobRecord } from './record.ts';

/**
 * What follows when a job was written as ended: whoever waits here hears of it, the notification of its callback is sent
 * on its way, and what its steps hold of secrets is forgotten. The record is what counts: a message that can't be sent now
 * is sent by the reconciliation, a blob that can't be deleted now goes with the job.
 */
export async function tellEnd(
  { record, sessionToken }: Stored<JobRecord>,
  services: Services,
): Promise<void> {
  ring(record.id);
  const { notification, stepsInBlob } = record;
  try {
    if (notification) await enqueueNotification(record, notification.tries, sessionToken, services);
    if (stepsInBlob)
      await services.blobs.delete(blobContainerOf(record.organisationId), stepsBlob(record.id));
  } catch (error) {
    services.log.warn('Something that follows the end of a job is left for later.', {
      job: record.id,
      error,
    });
  }
}
