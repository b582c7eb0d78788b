import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/caller.ts';
import { retentionStart, timestampOf } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';

const youngMilliseconds = 10_000;
const replicationMilliseconds = 200;

/**
 * Finds a job of a caller.
 * @throws ConveyorError `gone` for any caller if the id is older than the retention; `not_found` if the job does not
 *   exist or belongs to another caller
 */
export async function find(
  id: string,
  caller: CallerOf<'device'>,
  services: JobServices,
): Promise<Stored<JobRecord>> {
  const createdAt = timestampOf(id);
  if (createdAt === undefined) throw new ConveyorError('not_found');
  if (createdAt < retentionStart(services).getTime()) throw new ConveyorError('gone');
  let stored = await services.jobs.read([caller.organisationId, id], id);
  if (!stored && services.clock.now().getTime() - createdAt < youngMilliseconds) {
    // Session consistency holds per Cosmos client: another instance may not see a job yet that was just created.
    await sleep(replicationMilliseconds);
    stored = await services.jobs.read([caller.organisationId, id], id);
  }
  if (!stored || stored.record.deviceId !== caller.deviceId) throw new ConveyorError('not_found');
  return stored;
}
