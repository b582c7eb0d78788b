import type { Stored } from '../../azure/cosmos.ts';
import { onJobEnd } from '../onJobEnd.ts';
import { type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { transition } from '../transition.ts';

/** Attempts per job; equals `maxDequeueCount` in host.json. */
export const maximumAttempts = 5;

/** The attempts that count against the limit: without those ended by a draining host and those that were postponed. */
export function attemptsOf({ attempt, drains, postponed = 0 }: JobRecord): number {
  return attempt - drains - postponed;
}

/**
 * Marks a job as `failed` because its attempts are used up, and notifies the client.
 * @returns whether the record was unchanged since it was read
 */
export async function failExhausted(
  { record, etag }: Stored<JobRecord>,
  services: JobServices,
): Promise<boolean> {
  const failed = transition(record, 'failed', {
    endedAt: services.clock.now().toISOString(),
    error: {
      code: 'attempts_exhausted',
      detail: `The job failed ${maximumAttempts} times for a reason that is not in the request. Submit it again.`,
      retryable: true,
    },
  });
  const written = await services.jobs.replace(partitionOf(record), failed, etag);
  if (!written) return false;
  await onJobEnd(written, services);
  services.log.error('A job used up its attempts.', { job: record.id, attempts: record.attempt });
  return true;
}
