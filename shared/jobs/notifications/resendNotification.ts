import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { CallerOf } from '../../identity/caller.ts';
import { find } from '../find.ts';
import { enqueueNotification } from '../message.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { dueNotification } from './notification.ts';

/**
 * Sends the webhook of a job again, with a new retry schedule of one day.
 * @throws ConveyorError `job_not_finished`; `conflict` if it has no callback; those of `find`.
 */
export async function resendNotification(
  id: string,
  caller: CallerOf<'device'>,
  services: JobServices,
): Promise<JobRecord> {
  return optimisticUpdate({
    tries: 5,
    read: () => find(id, caller, services),
    decide: ({ record, etag }) => {
      if (record.callbackUrl === undefined)
        throw new ConveyorError('conflict', { detail: 'The job has no callbackUrl.' });
      if (!isTerminal(record.status)) throw new ConveyorError('job_not_finished');
      const notification = dueNotification(services.clock.now().toISOString(), record.notification);
      return {
        write: async () => {
          const written = await services.jobs.patch(
            partitionOf(record),
            id,
            [{ op: 'set', path: '/notification', value: notification }],
            { etag },
          );
          if (written) await enqueueNotification(record, notification.tries, written.sessionToken, services);
          return written?.record;
        },
      };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}
