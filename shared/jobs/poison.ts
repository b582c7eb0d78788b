import type { Services } from '../services.ts';
import { enqueue, type JobMessage } from './message.ts';
import { partitionOf } from './record.ts';
import { become, isTerminal } from './states.ts';

/** How often a message is tried; `maxDequeueCount` in host.json says the same. */
export const maximumAttempts = 5;

/**
 * Ends the job of a message that was given up after its attempts: `failed`, and the client is told. A job that used
 * them up because its hosts were stopping is sent again; one that a worker holds is left to it.
 */
export async function poison(
  { jobId, organisationId, sessionToken }: JobMessage,
  services: Services,
): Promise<void> {
  const { jobs, clock, log } = services;
  for (;;) {
    const stored = await jobs.read([organisationId, jobId], jobId, sessionToken);
    if (!stored) {
      log.info('A message of a job that is gone was dropped.', { job: jobId });
      return;
    }
    const { record, etag } = stored;
    const now = clock.now().toISOString();
    if (isTerminal(record.status) || (record.leaseUntil && record.leaseUntil > now)) return;
    if (record.attempt > 0 && record.attempt - record.drains < maximumAttempts) {
      await enqueue(record, undefined, services);
      return;
    }
    const failed = become(record, 'failed', {
      endedAt: now,
      error: {
        code: 'attempts_exhausted',
        detail: `The job failed ${record.attempt} times for a reason that does not lie in the document.`,
        retryable: true,
      },
    });
    // Undefined: it changed since it was read; look again.
    if (await jobs.replace(partitionOf(record), failed, etag)) {
      log.error('A job failed at every attempt.', { job: jobId, attempts: record.attempt });
      return;
    }
  }
}
