import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { madeAt, retentionStart } from './jobId.ts';
import type { JobRecord } from './record.ts';

const youngMilliseconds = 10_000;
const replicationMilliseconds = 200;

/**
 * Finds a job of a caller.
 * @throws ConveyorError `gone` if its id is older than the retention, whoever asks; `not_found` if there is none or
 *   it is another's.
 */
export async function find(
  id: string,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<Stored<JobRecord>> {
  const made = madeAt(id);
  if (made === undefined) throw new ConveyorError('not_found');
  if (made < retentionStart(services).getTime()) throw new ConveyorError('gone');
  let stored = await services.jobs.read([caller.organisationId, id], id);
  if (!stored && services.clock.now().getTime() - made < youngMilliseconds) {
    // Session consistency is a client's own: another instance may not see a job yet that this caller was just given.
    await sleep(replicationMilliseconds);
    stored = await services.jobs.read([caller.organisationId, id], id);
  }
  if (!stored || stored.record.deviceId !== caller.deviceId) throw new ConveyorError('not_found');
  return stored;
}
