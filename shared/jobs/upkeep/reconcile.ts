import { enqueue, enqueueNotification } from '../message.ts';
import type { Notification } from '../notifications/notification.ts';
import { browserJobsQueue, jobsQueue, notificationsQueue, type WorkQueue, workQueues } from '../queues.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';

type UnsentJob = Pick<JobRecord, 'id' | 'organisationId' | 'traceId' | 'correlationId'> & { _etag: string };

type LostJob = UnsentJob & Pick<JobRecord, 'queue' | 'status' | 'attempt'>;

type UnnotifiedJob = UnsentJob & { notification: Notification };

/** Of each search; with the other parts of the timer shorter than `functionTimeout`. */
const longestMilliseconds = 2 * 60_000;
/** A record is written shortly before its message, and by another clock. */
const slackMilliseconds = 60_000;

/** How long a worker may take to start a job whose message it has received. */
const startMilliseconds = 60_000;

/** Times before which a waiting item has lost its message. */
interface Lost {
  /** For every item. */
  before: string;
  /** For a job that no worker has started. */
  unstartedBefore: string;
}

/**
 * A waiting item that was sent before the oldest message, or RECONCILE_SECONDS ago, has lost its message. If no message is
 * visible, the message of a job that no worker has started is lost, or its receiver has died: a worker starts a job as soon
 * as it receives the message.
 */
async function lostIn(
  queue: string,
  { queues, clock, config }: Pick<JobServices, 'queues' | 'clock' | 'config'>,
): Promise<Lost> {
  const now = clock.now().getTime();
  const waited = now - config.reconcileSeconds * 1000;
  const oldest = await queues.oldest(queue);
  const before = oldest ? Math.min(waited, oldest.getTime() - slackMilliseconds) : waited;
  const unstartedBefore = oldest ? before : Math.max(before, now - startMilliseconds);
  return {
    before: new Date(before).toISOString(),
    unstartedBefore: new Date(unstartedBefore).toISOString(),
  };
}

/**
 * Enqueues jobs again whose message was lost: `queued` jobs without a message, and `running` jobs as soon as their lease
 * has expired, and again if that message was lost too. A queue delivers messages in order, so a waiting job that was
 * enqueued before the oldest message has none. A held job has no message.
 * @returns the number of jobs enqueued
 */
export async function reconcile(services: JobServices): Promise<number> {
  let count = 0;
  for (const queue of workQueues) count += await reconcileQueue(queue, services);
  return count;
}

async function reconcileQueue(queue: WorkQueue, services: JobServices): Promise<number> {
  const { jobs, clock, log } = services;
  const { before, unstartedBefore } = await lostIn(queue, services);
  const lost = jobs.query<LostJob>({
    text: `SELECT c.id, c.organisationId, c.traceId, c.correlationId, c.queue, c.status, c.attempt, c._etag FROM c
      WHERE ${inQueue[queue]} AND ((c.status = 'queued' AND NOT IS_DEFINED(c.held)
        AND (c.enqueuedAt < @before OR (c.attempt = 0 AND c.enqueuedAt < @unstartedBefore)))
      OR (c.status = 'running' AND c.leaseUntil < @now
        AND (c.enqueuedAt < c.leaseUntil OR c.enqueuedAt < @before)))`,
    parameters: { before, unstartedBefore, now: clock.now().toISOString() },
  });
  return enqueueAgain(lost, '/enqueuedAt', services, async (job, sessionToken) => {
    await enqueue(job, sessionToken, services);
    log.warn('A job was enqueued again.', { job: job.id, status: job.status, attempt: job.attempt });
  });
}

/** Records of earlier versions name no queue. */
const inQueue: Record<WorkQueue, string> = {
  [jobsQueue]: `(NOT IS_DEFINED(c.queue) OR c.queue = '${jobsQueue}')`,
  [browserJobsQueue]: `c.queue = '${browserJobsQueue}'`,
};

/**
 * Enqueues the webhook of ended jobs again whose delivery attempt is overdue because its message was never sent. The
 * record is the outbox, so no webhook is lost.
 * @returns the number of webhooks enqueued
 */
export async function reconcileNotifications(services: JobServices): Promise<number> {
  const { jobs, log } = services;
  const unnotified = jobs.query<UnnotifiedJob>({
    text: `SELECT c.id, c.organisationId, c.traceId, c.correlationId, c.notification, c._etag FROM c
      WHERE c.notification.state = 'pending' AND c.notification.dueAt < @before`,
    parameters: { before: (await lostIn(notificationsQueue, services)).before },
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
