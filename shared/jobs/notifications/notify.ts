import type { Stored } from '../../azure/cosmos.ts';
import { type DeliveryResult, sendWebhook } from '../../webhooks/send.ts';
import { enqueueNotification, type NotificationMessage } from '../message.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { callbackOf } from './callback.ts';
import { afterAttempt, type Notification } from './notification.ts';
import { webhookContent } from './webhookContent.ts';

/**
 * Sends the webhook of a job once and records the outcome. Each retry is a separate message. A message with fewer tries
 * than the record is a duplicate and only acknowledged. If the process dies between sending and recording, the webhook is
 * sent again with the same `webhook-id`.
 */
export async function notify(message: NotificationMessage, services: JobServices): Promise<void> {
  await attempt(message, services, async ({ record }) => {
    const [callback, content] = await Promise.all([
      callbackOf(record, services),
      webhookContent(record, services),
    ]);
    const { id } = record;
    const headers = { ...callback.headers, ...content.headers };
    return sendWebhook({ id, url: callback.url, owner: record, headers, body: content.body }, services);
  });
}

/** Records a poison message as one failed attempt, so that the retry schedule advances and ends. */
export async function handleNotificationPoison(
  message: NotificationMessage,
  services: JobServices,
): Promise<void> {
  await attempt(message, services, async () => ({ error: 'internal', milliseconds: 0 }));
}

async function attempt(
  message: NotificationMessage,
  services: JobServices,
  act: (stored: Stored<JobRecord>) => Promise<DeliveryResult>,
): Promise<void> {
  const { jobs, clock, log } = services;
  const stored = await jobs.read(
    [message.organisationId, message.jobId],
    message.jobId,
    message.sessionToken,
  );
  const due = stored && dueFor(stored.record, message);
  if (!stored || !due) return log.debug('A duplicate notification was acknowledged.', { job: message.jobId });
  const at = clock.now().toISOString();
  const sent = await act(stored);
  const next = afterAttempt(due, { at, ...sent }, clock.now());
  const { record } = stored;
  const written = await jobs.patch(
    partitionOf(record),
    record.id,
    [{ op: 'set', path: '/notification', value: next }],
    { condition: unchanged(due) },
  );
  log.info('A notification was sent.', { job: record.id, state: next.state, tries: next.tries, ...sent });
  // Another worker recorded the same attempt and schedules the next one.
  if (!written || next.state !== 'pending') return;
  const delay = Math.max(0, Math.round((Date.parse(next.dueAt) - clock.now().getTime()) / 1000));
  await enqueueNotification(record, next.tries, written.sessionToken, services, delay);
}

/** The notification of a job, if it is waiting for exactly this try. */
function dueFor({ notification }: JobRecord, { tries }: NotificationMessage): Notification | undefined {
  return notification?.state === 'pending' && notification.tries === tries ? notification : undefined;
}

/** Cosmos condition: the record is still waiting for the same try of the same schedule. */
const unchanged = ({ tries, triedBefore }: Notification) =>
  `FROM c WHERE c.notification.state = 'pending' AND c.notification.tries = ${tries}
  AND c.notification.triedBefore = ${triedBefore}`;
