import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { find } from './find.ts';
import { enqueueNotification } from './message.ts';
import { dueNotification } from './notification.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { isTerminal } from './states.ts';

/** How often a record is read again because it changed meanwhile. */
const rounds = 5;

/**
 * Tells the end of a job again, from now on for a day.
 * @throws ConveyorError `job_not_finished`; `conflict` if it has no callback; those of `find`.
 */
export async function notifyAgain(
  id: string,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<JobRecord> {
  for (let round = 0; round < rounds; round++) {
    const { record, etag } = await find(id, caller, services);
    if (record.callbackUrl === undefined)
      throw new ConveyorError('conflict', { detail: 'The job has no callback.' });
    if (!isTerminal(record.status)) throw new ConveyorError('job_not_finished');
    const notification = dueNotification(services.clock.now().toISOString(), record.notification);
    const written = await services.jobs.patch(
      partitionOf(record),
      id,
      [{ op: 'set', path: '/notification', value: notification }],
      { etag },
    );
    if (!written) continue;
    await enqueueNotification(record, notification.tries, written.sessionToken, services);
    return written.record;
  }
  throw new ConveyorError('unavailable');
}
