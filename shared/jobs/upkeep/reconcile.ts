import { enqueue, enqueueNotification } from '../message.ts';
import type { Notification } from '../notifications/notification.ts';
import { jobsQueue, notificationsQueue } from '../queues.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';

type UnsentJob = Pick<JobRecord, 'id' | 'organisationId'> & { _etag: string };

type LostJob = UnsentJob & Pick<JobRecord, 'status' | 'attempt'>;

type UnnotifiedJob = UnsentJob & { notification: Notification };

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
  const now = clock.now();
  const before = await lostBefore(jobsQueue, services);
  const lost = jobs.query<LostJob>({
    text: `SELECT c.id, c.organisationId, c.status, c.attempt, c._etag FROM c
      WHERE (c.status = 'queued' AND c.enqueuedAt < @before)
      OR (c.status = 'running' AND c.leaseUntil < @now
        AND (c.enqueuedAt < c.leaseUntil OR c.enqueuedAt < @before))`,
    parameters: { before, now: now.toISOString() },
  });
  return enqueueAgain(lost, '/enqueuedAt', services, async (job, sessionToken) => {
    await enqueue(job, sessionToken, services);
    log.warn('A job was enqueued again.', { job: job.id, status: job.status, attempt: job.attempt });
  });
}

/**
 * Enqueues the webhook of ended jobs again whose delivery attempt is overdue because its message was never sent. The
 * record is the outbox, so no webhook is lost.
 * @returns the number of webhooks enqueued
 */
export async function reconcileNotifications(services: JobServices): Promise<number> {
  const { jobs, log } = services;
  const unnotified = jobs.query<UnnotifiedJob>({
    text: `SELECT c.id, c.organisationId, c.notification, c._etag FROM c
      WHERE c.notification.state = 'pending' AND c.notification.dueAt < @before`,
    parameters: { before: await lostBefore(notificationsQueue, services) },
  });
  return enqueueAgain(unnotified, '/notification/dueAt', services, async (job, sessionToken) => {
    await enqueueNotification(job, job.notification.tries, sessionToken, services);
    log.warn('A notification was enqueued again.', { job: job.id, tries: job.notification.tries });
  });
}

/**
 * Sets the time of each job's message at `path` to now, then sends the message.
 * @returns the number of messages sent
 */
async function enqueueAgain<Job extends UnsentJob>(
  found: AsyncIterable<Job>,
  path: string,
  { jobs, clock }: Pick<JobServices, 'jobs' | 'clock'>,
  send: (job: Job, sessionToken: string) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  let count = 0;
  for await (const job of found) {
    // The next run finds the remaining jobs.
    if (performance.now() - began > longestMilliseconds) break;
    // The ETag prevents concurrent runs from enqueueing a job twice, and protects a job that changed meanwhile.
    const updated = await jobs.patch(
      partitionOf(job),
      job.id,
      [{ op: 'set', path, value: clock.now().toISOString() }],
      { etag: job._etag },
    );
    if (!updated) continue;
    await send(job, updated.sessionToken);
    count++;
  }
  return count;
}
