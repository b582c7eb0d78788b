import type { CallerOf } from '../identity/caller.ts';
import { firstIdAt, retentionStart } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import type { Status } from './states.ts';

export interface ListQuery {
  limit: number;
  /** The id of the last job of the previous page. */
  after?: string | undefined;
  status?: Status | undefined;
}

/** The jobs of a caller, newest first. @returns a page, and the id to continue after if there are more */
export async function list(
  { limit, after, status }: ListQuery,
  caller: CallerOf<'device'>,
  services: JobServices,
): Promise<{ jobs: JobRecord[]; next?: string }> {
  const query = services.jobs.query({
    text: `SELECT TOP @top * FROM c WHERE c.organisationId = @organisation AND c.deviceId = @device
      AND c.id >= @oldest${after ? ' AND c.id < @after' : ''}${status ? ' AND c.status = @status' : ''}
      ORDER BY c.organisationId DESC, c.deviceId DESC, c.id DESC`,
    parameters: {
      top: limit + 1,
      organisation: caller.organisationId,
      device: caller.deviceId,
      oldest: firstIdAt(retentionStart(services)),
      ...(after && { after }),
      ...(status && { status }),
    },
    partition: [caller.organisationId],
    pageSize: limit + 1,
  });
  // Cosmos may return an empty page before the last one, so all pages are read; TOP limits them.
  const records = await Array.fromAsync(query);
  const jobs = records.slice(0, limit);
  const last = jobs.at(-1);
  return records.length > limit && last ? { jobs, next: last.id } : { jobs };
}
