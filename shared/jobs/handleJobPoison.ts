import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { attemptsOf, failExhausted, maximumAttempts } from './failExhausted.ts';
import { enqueue, type JobMessage } from './message.ts';
import { isTerminal } from './states.ts';

/** Maximum attempts when the record changes concurrently. */
const maximumTries = 5;

/**
 * Fails the job of a poison message. A job with attempts left (its hosts were draining, or could not acquire it) is
 * enqueued again; a job that a worker holds stays with that worker.
 */
export async function handleJobPoison(
  { jobId, organisationId, sessionToken }: JobMessage,
  services: Services,
): Promise<void> {
  const { jobs, clock, log } = services;
  for (let tries = 0; tries < maximumTries; tries++) {
    const stored = await jobs.read([organisationId, jobId], jobId, sessionToken);
    if (!stored) {
      log.info('A message of a deleted job was dropped.', { job: jobId });
      return;
    }
    const { record } = stored;
    if (isTerminal(record.status)) return;
    if (record.leaseUntil && record.leaseUntil > clock.now().toISOString()) return;
    if (attemptsOf(record) < maximumAttempts) return enqueue(record, undefined, services);
    if (await failExhausted(stored, services)) return;
  }
  throw new ConveyorError('unavailable');
}
