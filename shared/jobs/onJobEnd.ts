import type { Stored } from '../azure/cosmos.ts';
import { emitJobEnd } from './jobEndEvents.ts';
import { enqueueNotification } from './message.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import { deleteSteps } from './upkeep/deleteSteps.ts';

/**
 * Follow-up after the end of a job was written: wakes waiting requests, enqueues the webhook and deletes the steps, which
 * may hold secrets. A failure here is not an error: the reconciliation enqueues a missing message, and the steps are
 * deleted when the job's message is redelivered, or with the job.
 */
export async function onJobEnd(
  { record, sessionToken }: Stored<JobRecord>,
  services: JobServices,
): Promise<void> {
  emitJobEnd(record);
  const { id, notification } = record;
  const followUps = await Promise.allSettled([
    notification && enqueueNotification(record, notification.tries, sessionToken, services),
    deleteSteps(record, services),
  ]);
  for (const each of followUps)
    if (each.status === 'rejected')
      services.log.warn(
        'A follow-up of an ended job failed and is left to the reconciliation or the sweep.',
        {
          job: id,
          error: each.reason,
        },
      );
}
