import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { Owner } from '../../identity/caller.ts';
import { findOwn } from '../find.ts';
import { enqueueNotification } from '../message.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { dueNotification, isFresh, type Notification } from './notification.ts';

/** Bounds the webhooks that one caller can have sent to one address. */
const leastSecondsBetween = 10;

/**
 * Sends the webhook of a job again, with a new retry schedule of one day. Changes nothing while the first attempt of a
 * schedule is due.
 * @throws ConveyorError `job_not_finished`; `conflict` if it has no callback; `webhook_too_soon`; those of `findOwn`.
 */
export async function resendNotification(
  id: string,
  caller: Owner,
  services: JobServices,
): Promise<JobRecord> {
  return optimisticUpdate({
    tries: 5,
    read: () => findOwn(id, caller, services),
    decide: ({ record, etag }) => {
      if (record.callbackUrl === undefined)
        throw new ConveyorError('conflict', { detail: 'The job has no callbackUrl.' });
      if (!isTerminal(record.status)) throw new ConveyorError('job_not_finished');
      if (record.notification && isFresh(record.notification)) return { result: record };
      const now = services.clock.now();
      refuseTooSoon(record.notification, now);
      const notification = dueNotification(now.toISOString(), record.notification);
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

function refuseTooSoon(notification: Notification | undefined, now: Date): void {
  const last = notification?.attempts.at(-1)?.at;
  if (last === undefined) return;
  const seconds = Math.ceil(leastSecondsBetween - (now.getTime() - Date.parse(last)) / 1000);
  if (seconds <= 0) return;
  throw new ConveyorError('webhook_too_soon', { headers: { 'retry-after': String(seconds) } });
}
