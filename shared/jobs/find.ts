import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner, TenantCaller } from '../identity/caller.ts';
import { findOrganisation, retentionStart } from '../tenancy/findOrganisation.ts';
import { timestampOf } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';

const youngMilliseconds = 10_000;
const replicationMilliseconds = 200;

/**
 * Finds a job that a caller owns.
 * @throws ConveyorError `gone` for any caller if the id is older than the retention; `not_found` if the job does not
 *   exist or belongs to another caller
 */
export async function findOwn(id: string, caller: Owner, services: JobServices): Promise<Stored<JobRecord>> {
  const stored = await findInOrganisation(id, caller, services);
  if (stored.record.callerId !== caller.callerId) throw new ConveyorError('not_found');
  return stored;
}

/**
 * Finds a job that a caller may read: its own, and with `jobs:read:all` every job of its organisation.
 * @throws ConveyorError as `findOwn`
 */
export async function findReadable(
  id: string,
  caller: TenantCaller,
  services: JobServices,
): Promise<Stored<JobRecord>> {
  return caller.scopes.includes('jobs:read:all')
    ? findInOrganisation(id, caller, services)
    : findOwn(id, caller, services);
}

async function findInOrganisation(
  id: string,
  { organisationId }: Owner,
  services: JobServices,
): Promise<Stored<JobRecord>> {
  const createdAt = timestampOf(id);
  if (createdAt === undefined) throw new ConveyorError('not_found');
  const organisation = await findOrganisation(organisationId, services);
  if (createdAt < retentionStart(organisation ?? {}, services).getTime()) throw new ConveyorError('gone');
  let stored = await services.jobs.read([organisationId, id], id);
  if (!stored && services.clock.now().getTime() - createdAt < youngMilliseconds) {
    // Session consistency holds per Cosmos client: another instance may not see a job yet that was just created.
    await sleep(replicationMilliseconds);
    stored = await services.jobs.read([organisationId, id], id);
  }
  if (!stored) throw new ConveyorError('not_found');
  return stored;
}
