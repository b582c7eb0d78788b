import type { TenantCaller } from '../identity/caller.ts';
import { findOrganisation, retentionStart } from '../tenancy/findOrganisation.ts';
import { firstIdAt } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import type { Status } from './states.ts';

export interface ListQuery {
  limit: number;
  /** The id of the last job of the previous page. */
  after?: string | undefined;
  status?: Status | undefined;
}

/**
 * The jobs that a caller may read, newest first: its own, and with `jobs:read:all` those of its organisation.
 * @returns a page, and the id to continue after if there are more
 */
export async function list(
  { limit, after, status }: ListQuery,
  caller: TenantCaller,
  services: JobServices,
): Promise<{ jobs: JobRecord[]; next?: string }> {
  const { organisationId, callerId } = caller;
  const organisation = await findOrganisation(organisationId, services);
  const isOwn = !caller.scopes.includes('jobs:read:all');
  const query = services.jobs.query({
    text: `SELECT TOP @top * FROM c WHERE c.organisationId = @organisation${isOwn ? ' AND c.callerId = @caller' : ''}
      AND c.id >= @oldest${after ? ' AND c.id < @after' : ''}${status ? ' AND c.status = @status' : ''}
      ORDER BY c.organisationId DESC${isOwn ? ', c.callerId DESC' : ''}, c.id DESC`,
    parameters: {
      top: limit + 1,
      organisation: organisationId,
      ...(isOwn && { caller: callerId }),
      oldest: firstIdAt(retentionStart(organisation ?? {}, services)),
      ...(after && { after }),
      ...(status && { status }),
    },
    partition: [organisationId],
    pageSize: limit + 1,
  });
  // Cosmos may return an empty page before the last one, so all pages are read; TOP limits them.
  const records = await Array.fromAsync(query);
  const jobs = records.slice(0, limit);
  const last = jobs.at(-1);
  return records.length > limit && last ? { jobs, next: last.id } : { jobs };
}
