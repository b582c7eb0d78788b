import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { find } from './find.ts';
import { type JobRecord, partitionOf } from './record.ts';
import { become, isTerminal, mayBecome } from './states.ts';
import { tellEnd } from './tellEnd.ts';

/** How often a job is read again because it changed meanwhile. */
const rounds = 5;

/**
 * Cancels a queued or running job; its worker notices and stops its engine. A cancelled job stays cancelled.
 * @throws ConveyorError `conflict` if it has succeeded or failed; those of `find`.
 */
export async function cancel(id: string, caller: CallerOf<'device'>, services: Services): Promise<JobRecord> {
  for (let round = 0; round < rounds; round++) {
    const { record, etag } = await find(id, caller, services);
    if (record.status === 'cancelled') return record;
    if (!mayBecome(record.status, 'cancelled'))
      throw new ConveyorError('conflict', { detail: `The job has ${record.status} already.` });
    const cancelled = become(record, 'cancelled', { endedAt: services.clock.now().toISOString() });
    const written = await services.jobs.replace(partitionOf(record), cancelled, etag);
    // It changed since it was read; look again.
    if (!written) continue;
    await tellEnd(written, services);
    return cancelled;
  }
  throw new ConveyorError('unavailable');
}

/** Cancels a job if it has not ended. @returns the job as it then is. */
export async function end(id: string, caller: CallerOf<'device'>, services: Services): Promise<JobRecord> {
  const { record } = await find(id, caller, services);
  if (isTerminal(record.status)) return record;
  try {
    return await cancel(id, caller, services);
  } catch (error) {
    if (!(error instanceof ConveyorError) || error.code !== 'conflict') throw error;
    // It ended by itself in between, and stays ended.
    return (await find(id, caller, services)).record;
  }
}
