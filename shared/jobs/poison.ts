import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { attemptsOf, exhaust, maximumAttempts } from './exhaust.ts';
import { enqueue, type JobMessage } from './message.ts';
import { isTerminal } from './states.ts';

/** How often a record is read again because it changed meanwhile. */
const rounds = 5;

/**
 * Ends the job of a message that was given up. A job that was not tried often enough (its hosts were stopping, or could
 * not even take it) is sent again; one that a worker holds is left to it.
 */
export async function poison(
  { jobId, organisationId, sessionToken }: JobMessage,
  services: Services,
): Promise<void> {
  const { jobs, clock, log } = services;
  for (let round = 0; round < rounds; round++) {
    const stored = await jobs.read([organisationId, jobId], jobId, sessionToken);
    if (!stored) {
      log.info('A message of a job that is gone was dropped.', { job: jobId });
      return;
    }
    const { record } = stored;
    if (isTerminal(record.status)) return;
    if (record.leaseUntil && record.leaseUntil > clock.now().toISOString()) return;
    if (attemptsOf(record) < maximumAttempts) return enqueue(record, undefined, services);
    if (await exhaust(stored, services)) return;
  }
  throw new ConveyorError('unavailable');
}
