import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { ring } from './bell.ts';
import { forgetSteps } from './forgetSteps.ts';
import { enqueueNotification } from './message.ts';
import type { JobRecord } from './record.ts';

/**
 * What follows when a job was written as ended: whoever waits here hears of it, the notification of its callback is sent
 * on its way, and what its steps hold of secrets is forgotten. The record is what counts: a message that can't be sent now
 * is sent by the reconciliation, steps that can't be deleted now go when their message comes, or with the job.
 */
export async function tellEnd(
  { record, sessionToken }: Stored<JobRecord>,
  services: Services,
): Promise<void> {
  ring(record);
  const { id, notification } = record;
  const followed = await Promise.allSettled([
    notification && enqueueNotification(record, notification.tries, sessionToken, services),
    forgetSteps(record, services),
  ]);
  for (const each of followed)
    if (each.status === 'rejected')
      services.log.warn('Something that follows the end of a job is left for later.', {
        job: id,
        error: each.reason,
      });
}
