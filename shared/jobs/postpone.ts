import type { Stored } from '../azure/cosmos.ts';
import type { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { letGo } from './lease.ts';
import { enqueue } from './message.ts';
import type { JobRecord } from './record.ts';
import { become } from './states.ts';

/** Seconds before each further attempt of a job that is put off: some twenty minutes in all. */
export const postponeDelays: readonly number[] = [5, 30, 120, 300, 600];

/**
 * Puts a job off that this worker can't do now, or not soon enough, through no fault of its document: it is queued again, and its message is
 * seen in a while.
 * @param reason what it needs and could not have
 * @returns whether it was; not if it was tried often enough.
 */
export async function postpone(
  held: Stored<JobRecord>,
  reason: ConveyorError,
  services: Services,
): Promise<boolean> {
  const { postponed = 0 } = held.record;
  const delay = postponeDelays[postponed];
  if (delay === undefined) return false;
  const due = new Date(services.clock.now().getTime() + delay * 1000);
  const changes = { postponed: postponed + 1, enqueuedAt: due.toISOString() };
  const written = await letGo(held, (record) => become(record, 'queued', changes), services);
  // Undefined: it is not this worker's any more, so there is nothing to put off.
  if (!written) return true;
  await enqueue(written.record, written.sessionToken, services, delay);
  services.log.info('A job was put off.', { job: written.record.id, seconds: delay, error: reason });
  return true;
}
