import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import { enqueue, type JobMessage } from '../message.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { attemptsOf, failExhausted, maximumAttempts } from './failExhausted.ts';

/**
 * Fails the job of a poison message. A job with attempts left (its hosts were draining, or could not acquire it) is
 * enqueued again; a job that a worker holds stays with that worker.
 */
export async function handleJobPoison(
  { jobId, organisationId, sessionToken }: JobMessage,
  services: JobServices,
): Promise<void> {
  const { jobs, clock, log } = services;
  await optimisticUpdate<Stored<JobRecord> | undefined, true>({
    tries: 5,
    read: () => jobs.read([organisationId, jobId], jobId, sessionToken),
    decide: async (stored) => {
      if (!stored) {
        log.info('A message of a deleted job was dropped.', { job: jobId });
        return { result: true };
      }
      const { record } = stored;
      if (isTerminal(record.status) || record.held) return { result: true };
      if (record.leaseUntil && record.leaseUntil > clock.now().toISOString()) return { result: true };
      if (attemptsOf(record) < maximumAttempts) {
        await enqueue(record, undefined, services);
        return { result: true };
      }
      return { write: () => failExhausted(stored, services) };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}
