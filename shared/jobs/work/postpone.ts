import type { Stored } from '../../azure/cosmos.ts';
import type { ConveyorError } from '../../errors.ts';
import { giveBack } from '../fairness/release.ts';
import { enqueue } from '../message.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { transition } from '../transition.ts';
import { releaseLease } from './lease.ts';

/** Seconds before each attempt of a postponed job: about 18 minutes in total. */
export const postponeDelays: readonly number[] = [5, 30, 120, 300, 600];

/**
 * Postpones a job that this worker cannot run now for a reason outside its document: requeues it with a delayed message.
 * It gives back its place, so that other jobs of its caller run meanwhile.
 * @param reason what was unavailable
 * @returns false if the job was already postponed the maximum number of times
 */
export async function postpone(
  held: Stored<JobRecord>,
  reason: ConveyorError,
  services: JobServices,
): Promise<boolean> {
  const { postponed = 0 } = held.record;
  const delay = postponeDelays[postponed];
  if (delay === undefined) return false;
  const due = new Date(services.clock.now().getTime() + delay * 1000);
  const changes = { postponed: postponed + 1, enqueuedAt: due.toISOString() };
  const written = await releaseLease(
    held,
    (record) => ({ ...transition(record, 'queued', changes), placeless: true }),
    services,
  );
  // The worker no longer holds the job.
  if (!written) return true;
  await enqueue(written.record, written.sessionToken, services, delay);
  await freePlace(written.record, services);
  services.log.info('A job was postponed.', { job: written.record.id, seconds: delay, error: reason });
  return true;
}

/** The next worker must not wait for this: the reconciliation frees a place that remains. */
async function freePlace(job: JobRecord, services: JobServices): Promise<void> {
  try {
    await giveBack(job, { wasHeld: false }, services);
  } catch (error) {
    services.log.warn('The place of a postponed job is left to the reconciliation.', { job: job.id, error });
  }
}
