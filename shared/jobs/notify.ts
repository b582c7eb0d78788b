import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { type Sent, sendWebhook } from '../webhooks/send.ts';
import { callbackOf } from './callback.ts';
import { enqueueNotification, type NotificationMessage } from './message.ts';
import { afterAttempt, type Notification } from './notification.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { view } from './view.ts';

/**
 * Tells the end of a job to its receiver, once, and writes down what came of it; if that was not well, the next try is a
 * message of its own. A message that is behind the record is a duplicate and only acknowledged. A death after the telling
 * and before the writing tells it again, with the same `webhook-id`.
 */
export async function notify(message: NotificationMessage, services: Services): Promise<void> {
  await attempt(message, services, async ({ record }) =>
    sendWebhook(
      {
        id: record.id,
        url: await callbackOf(record, services),
        deviceId: record.deviceId,
        payload: payloadOf(record),
      },
      services,
    ),
  );
}

/** A message of which every try failed for a reason that is not the receiver's: it counts as one, so that there is an end. */
export async function notificationPoison(message: NotificationMessage, services: Services): Promise<void> {
  await attempt(message, services, async () => ({ error: 'internal', milliseconds: 0 }));
}

async function attempt(
  message: NotificationMessage,
  services: Services,
  act: (stored: Stored<JobRecord>) => Promise<Sent>,
): Promise<void> {
  const { jobs, clock, log } = services;
  const stored = await jobs.read(
    [message.organisationId, message.jobId],
    message.jobId,
    message.sessionToken,
  );
  const due = stored && dueBy(stored.record, message);
  if (!stored || !due) return log.debug('A notification was only acknowledged.', { job: message.jobId });
  const at = clock.now().toISOString();
  const sent = await act(stored);
  const next = afterAttempt(due, { at, ...sent }, clock.now());
  const { record } = stored;
  const written = await jobs.patch(
    partitionOf(record),
    record.id,
    [{ op: 'set', path: '/notification', value: next }],
    { condition: sameAs(due) },
  );
  log.info('A notification was tried.', { job: record.id, state: next.state, tries: next.tries, ...sent });
  // Somebody else wrote down the same try: the next one is theirs.
  if (!written || next.state !== 'pending') return;
  const delay = Math.max(0, Math.round((Date.parse(next.dueAt) - clock.now().getTime()) / 1000));
  await enqueueNotification(record, next.tries, written.sessionToken, services, delay);
}

/** The notification of a job, if it still waits for this very try. */
function dueBy({ notification }: JobRecord, { tries }: NotificationMessage): Notification | undefined {
  return notification?.state === 'pending' && notification.tries === tries ? notification : undefined;
}

/** That the record still waits for this try of this round, as a condition of Cosmos. */
const sameAs = ({ tries, triedBefore }: Notification) =>
  `FROM c WHERE c.notification.state = 'pending' AND c.notification.tries = ${tries}
  AND c.notification.triedBefore = ${triedBefore}`;

/** What a receiver is told: the job as its caller sees it, without who is told. */
function payloadOf(record: JobRecord): object {
  const { callbackUrl: _, notification: __, ...job } = view(record);
  return { type: `job.${record.status}`, timestamp: record.endedAt, data: job };
}
