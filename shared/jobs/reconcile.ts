import { enqueue, enqueueNotification } from './message.ts';
import type { Notification } from './notification.ts';
import { jobsQueue, notificationsQueue } from './queues.ts';
import { type JobRecord, partitionOf } from './record.ts';
import type { JobServices } from './services.ts';

type LostJob = Pick<JobRecord, 'id' | 'organisationId' | 'status' | 'attempt'> & { _etag: string };

type UnnotifiedJob = Pick<JobRecord, 'id' | 'organisationId'> & {
  notification: Notification;
  _etag: string;
};

/** Shorter than `functionTimeout`. */
const longestMilliseconds = 5 * 60_000;
/** A record is written shortly before its message, and by another clock. */
const slackMilliseconds = 60_000;

/** A waiting item that was sent before this moment has lost its message. */
async function lostBefore(
  queue: string,
  { queues, clock, config }: Pick<JobServices, 'queues' | 'clock' | 'config'>,
): Promise<string> {
  const waited = new Date(clock.now().getTime() - config.reconcileSeconds * 1000);
  const oldest = await queues.oldest(queue);
  const sent = oldest && new Date(oldest.getTime() - slackMilliseconds);
  return (sent && sent < waited ? sent : waited).toISOString();
}

/**
 * Enqueues jobs again whose message was lost: `queued` jobs without a message, and `running` jobs as soon as their lease
 * has expired, and again if that message was lost too. The queue delivers messages in order, so a waiting job that was
 * enqueued before the oldest message has none.
 * @returns the number of jobs enqueued
 */
export async function reconcile(services: JobServices): Promise<number> {
  const { jobs, clock, log } = services;
  const began = performance.now();
  const now = clock.now();
  const before = await lostBefore(jobsQueue, services);
  const lost = jobs.query<LostJob>({
    text: `SELECT c.id, c.organisationId, c.status, c.attempt, c._etag FROM c
      WHERE (c.status = 'queued' AND c.enqueuedAt < @before)
      OR (c.status = 'running' AND c.leaseUntil < @now
        AND (c.enqueuedAt < c.leaseUntil OR c.enqueuedAt < @before))`,
    parameters: { before, now: now.toISOString() },
  });
  let count = 0;
  for await (const job of lost) {
    // The next run finds the remaining jobs.
    if (performance.now() - began > longestMilliseconds) break;
    // The ETag prevents concurrent runs from enqueueing a job twice, and protects a job that changed meanwhile.
    const updated = await jobs.patch(
      partitionOf(job),
      job.id,
      [{ op: 'set', path: '/enqueuedAt', value: clock.now().toISOString() }],
      { etag: job._etag },
    );
    if (!updated) continue;
    await enqueue(job, updated.sessionToken, services);
    log.warn('A job was enqueued again.', { job: job.id, status: job.status, attempt: job.attempt });
    count++;
  }
  return count;
}

/**
 * Enqueues the webhook of ended jobs again whose delivery attempt is overdue because its message was never sent. The
 * record is the outbox, so no webhook is lost.
 * @returns the number of webhooks enqueued
 */
export async function reconcileNotifications(services: JobServices): Promise<number> {
  const { jobs, clock, log } = services;
  const began = performance.now();
  const unnotified = jobs.query<UnnotifiedJob>({
    text: `SELECT c.id, c.organisationId, c.notification, c._etag FROM c
      WHERE c.notification.state = 'pending' AND c.notification.dueAt < @before`,
    parameters: { before: await lostBefore(notificationsQueue, services) },
  });
  let count = 0;
  for await (const job of unnotified) {
    if (performance.now() - began > longestMilliseconds) break;
    const updated = await jobs.patch(
      partitionOf(job),
      job.id,
      [{ op: 'set', path: '/notification/dueAt', value: clock.now().toISOString() }],
      { etag: job._etag },
    );
    if (!updated) continue;
    await enqueueNotification(job, job.notification.tries, updated.sessionToken, services);
    log.warn('A notification was enqueued again.', { job: job.id, tries: job.notification.tries });
    count++;
  }
  return count;
}
