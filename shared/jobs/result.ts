import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { resultBlob } from './files.ts';
import type { JobFile } from './record.ts';
import { wait } from './wait.ts';

/** Where a result lies, and what it is. */
export interface Result {
  container: string;
  blob: string;
  file: JobFile;
  /** Strong validator (RFC 9110 §8.8.3): a result never changes. */
  etag: string;
}

/**
 * The result of a job, waited for at most `seconds`.
 * @throws ConveyorError `job_not_finished`, `job_failed`, `job_cancelled`; those of `find`.
 */
export async function result(
  id: string,
  seconds: number,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<Result> {
  const record = await wait(id, { seconds, until: 'ended' }, caller, services);
  if (record.status === 'failed') throw new ConveyorError('job_failed', { members: { error: record.error } });
  if (record.status === 'cancelled') throw new ConveyorError('job_cancelled');
  const file = record.results?.[0];
  if (!file) throw new ConveyorError('job_not_finished', { headers: { 'Retry-After': '1' } });
  return {
    container: blobContainerOf(record.organisationId),
    blob: resultBlob(record.id, record.attempt, 0),
    file,
    etag: `"${record.id}.${record.attempt}"`,
  };
}
