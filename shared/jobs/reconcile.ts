import type { Services } from '../services.ts';
import { enqueue, jobsQueue } from './message.ts';
import { type JobRecord, partitionOf } from './record.ts';

type LostJob = Pick<JobRecord, 'id' | 'organisationId' | 'status' | 'attempt'> & { _etag: string };

/** A run ends well before `functionTimeout` would end it. */
const longestMilliseconds = 5 * 60_000;
/** A record is written a little before its message, and by another clock. */
const slackMilliseconds = 60_000;

/**
 * Finds what fell between two lines and sends it again: `queued` jobs that no message names any more, and `running`
 * ones whose lease has run out. Messages come in the order they were sent, so a job that was sent before the oldest
 * waiting message and is still queued has none.
 * @returns how many jobs were sent again.
 */
export async function reconcile(services: Services): Promise<number> {
  const { jobs, queues, clock, config, log } = services;
  const began = performance.now();
  const now = clock.now();
  const waited = new Date(now.getTime() - config.reconcileSeconds * 1000);
  const oldest = await queues.oldest(jobsQueue);
  const sent = oldest && new Date(oldest.getTime() - slackMilliseconds);
  const before = (sent && sent < waited ? sent : waited).toISOString();
  const lost = jobs.query<LostJob>({
    text: `SELECT c.id, c.organisationId, c.status, c.attempt, c._etag FROM c
      WHERE (c.status = 'queued' AND c.enqueuedAt < @before)
      OR (c.status = 'running' AND c.enqueuedAt < @waited AND c.leaseUntil < @now)`,
    parameters: { before, now: now.toISOString(), waited: waited.toISOString() },
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
