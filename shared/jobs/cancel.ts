import type { Stored } from '../azure/cosmos.ts';
import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { findOwn } from './find.ts';
import { onJobEnd } from './onJobEnd.ts';
import { type JobRecord, partitionOf } from './record.ts';
import type { JobServices } from './services.ts';
import { canTransition, isTerminal } from './states.ts';
import { transition } from './transition.ts';

/**
 * Cancels a queued or running job; its worker notices and stops the engine. Cancelling a cancelled job changes nothing.
 * @throws ConveyorError `conflict` if it has succeeded or failed; those of `findOwn`.
 */
export async function cancel(id: string, caller: Owner, services: JobServices): Promise<JobRecord> {
  return optimisticUpdate<Stored<JobRecord>, JobRecord>({
    tries: 5,
    read: () => findOwn(id, caller, services),
    decide: ({ record, etag }) => {
      if (record.status === 'cancelled') return { result: record };
      if (!canTransition(record.status, 'cancelled'))
        throw new ConveyorError('conflict', { detail: `The job has already ${record.status}.` });
      const cancelled = transition(record, 'cancelled', { endedAt: services.clock.now().toISOString() });
      return {
        write: async () => {
          const written = await services.jobs.replace(partitionOf(record), cancelled, etag);
          if (written) await onJobEnd(written, services, { wasHeld: record.held === true });
          return written?.record;
        },
      };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}

/** Cancels a job unless it has ended. @returns the ended job */
export async function end(id: string, caller: Owner, services: JobServices): Promise<JobRecord> {
  const { record } = await findOwn(id, caller, services);
  if (isTerminal(record.status)) return record;
  try {
    return await cancel(id, caller, services);
  } catch (error) {
    if (!(error instanceof ConveyorError) || error.code !== 'conflict') throw error;
    // The job ended between the read and the cancellation.
    return (await findOwn(id, caller, services)).record;
  }
}
