import type { Stored } from '../azure/cosmos.ts';
import { giveBack } from './fairness/release.ts';
import { emitJobEnd } from './jobEndEvents.ts';
import { enqueueNotification } from './message.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import { deleteSecrets } from './upkeep/deleteSecrets.ts';

/**
 * Follow-up after the end of a job was written: wakes waiting requests, enqueues the webhook, deletes the steps, which may
 * hold secrets, and sends the next held job of the caller. A failure here is not an error: the reconciliation sends missing
 * messages, and the steps are deleted when the job's message is redelivered, or with the job.
 * @param options.wasHeld whether the job was held until its end
 */
export async function onJobEnd(
  { record, sessionToken }: Stored<JobRecord>,
  services: JobServices,
  { wasHeld = false }: { wasHeld?: boolean } = {},
): Promise<void> {
  emitJobEnd(record);
  const { id, notification } = record;
  const followUps = await Promise.allSettled([
    notification && enqueueNotification(record, notification.tries, sessionToken, services),
    deleteSecrets(record, services),
    giveBack(record, { wasHeld }, services),
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
