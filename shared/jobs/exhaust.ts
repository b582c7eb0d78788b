import type { Stored } from '../azure/cosmos.ts';
import type { Services } from '../services.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { become } from './states.ts';
import { tellEnd } from './tellEnd.ts';

/** How often a job is tried; `maxDequeueCount` in host.json says the same of its message. */
export const maximumAttempts = 5;

/** The attempts that count: not those that ended because their host was stopping, or that were put off. */
export function attemptsOf({ attempt, drains, postponed = 0 }: JobRecord): number {
  return attempt - drains - postponed;
}

/**
 * Ends a job whose attempts are used up: `failed`, and the client is told.
 * @returns whether it was still as it was read.
 */
export async function exhaust({ record, etag }: Stored<JobRecord>, services: Services): Promise<boolean> {
  const failed = become(record, 'failed', {
    endedAt: services.clock.now().toISOString(),
    error: {
      code: 'attempts_exhausted',
      detail: `The job was tried ${maximumAttempts} times and failed for a reason that does not lie in the request.`,
      retryable: true,
    },
  });
  const written = await services.jobs.replace(partitionOf(record), failed, etag);
  if (!written) return false;
  await tellEnd(written, services);
  services.log.error('A job failed at every attempt.', { job: record.id, attempts: record.attempt });
  return true;
}
