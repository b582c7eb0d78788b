import type { Services } from '../services.ts';
import { enqueue, enqueueNotification, jobsQueue, notificationsQueue } from './message.ts';
import type { Notification } from './notification.ts';
import { type JobRecord, partitionOf } from './record.ts';

type LostJob = Pick<JobRecord, 'id' | 'organisationId' | 'status' | 'attempt'> & { _etag: string };

type UntoldJob = Pick<JobRecord, 'id' | 'organisationId'> & {
  notification: Notification;
  _etag: string;
};

/** A run ends well before `functionTimeout` would end it. */
const longestMilliseconds = 5 * 60_000;
/** A record is written a little before its message, and by another clock. */
const slackMilliseconds = 60_000;

/** Before which moment something must have been sent to be thought lost, if it still waits. */
async function lostBefore(queue: string, { queues, clock, config }: Services): Promise<string> {
  const waited = new Date(clock.now().getTime() - config.reconcileSeconds * 1000);
  const oldest = await queues.oldest(queue);
  const sent = oldest && new Date(oldest.getTime() - slackMilliseconds);
  return (sent && sent < waited ? sent : waited).toISOString();
}

/**
 * Finds what fell between two lines and sends it again: `queued` jobs that no message names any more, and `running` ones
 * whose lease has run out, at once, and again if that message was lost too. Messages come in the order they were sent, so
 * what was sent before the oldest waiting message and still waits has none.
 * @returns how many jobs were sent again.
 */
export async function reconcile(services: Services): Promise<number> {
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
    // The next run goes on from here: it finds what this one has not sent again.
    if (performance.now() - began > longestMilliseconds) break;
    // The ETag keeps two that reconcile at once from sending a job twice, and one that moved on from being disturbed.
    const noted = await jobs.patch(
      partitionOf(job),
      job.id,
      [{ op: 'set', path: '/enqueuedAt', value: clock.now().toISOString() }],
      { etag: job._etag },
    );
    if (!noted) continue;
    await enqueue(job, noted.sessionToken, services);
    log.warn('A job was sent again.', { job: job.id, status: job.status, attempt: job.attempt });
    count++;
  }
  return count;
}

/**
 * Finds ended jobs whose end is still to be told, although the try was due some while ago, and sends it again: its message
 * was never sent. The record is the outbox, so none is lost.
 * @returns how many were sent again.
 */
export async function reconcileNotifications(services: Services): Promise<number> {
  const { jobs, clock, log } = services;
  const began = performance.now();
  const untold = jobs.query<UntoldJob>({
    text: `SELECT c.id, c.organisationId, c.notification, c._etag FROM c
      WHERE c.notification.state = 'pending' AND c.notification.dueAt < @before`,
    parameters: { before: await lostBefore(notificationsQueue, services) },
  });
  let count = 0;
  for await (const job of untold) {
    if (performance.now() - began > longestMilliseconds) break;
    const noted = await jobs.patch(
      partitionOf(job),
      job.id,
      [{ op: 'set', path: '/notification/dueAt', value: clock.now().toISOString() }],
      { etag: job._etag },
    );
    if (!noted) continue;
    await enqueueNotification(job, job.notification.tries, noted.sessionToken, services);
    log.warn('A notification was sent again.', { job: job.id, tries: job.notification.tries });
    count++;
  }
  return count;
}
