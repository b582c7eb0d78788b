import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { firstIdAt, retentionStart } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { Status } from './states.ts';

export interface ListQuery {
  limit: number;
  /** The id of the last job of the page before. */
  after?: string | undefined;
  status?: Status | undefined;
}

/** The jobs of a caller, the youngest first. @returns a page, and the id after which the next one goes on. */
export async function list(
  { limit, after, status }: ListQuery,
  caller: CallerOf<'device'>,
  services: Services,
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
  // A page of Cosmos may be empty and not the last, so the whole query is read; TOP bounds it.
  const records = await Array.fromAsync(query);
  const jobs = records.slice(0, limit);
  const last = jobs.at(-1);
  return records.length > limit && last ? { jobs, next: last.id } : { jobs };
}
