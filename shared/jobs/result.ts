import { ConveyorError } from '../errors.ts';
import { attachment } from '../http/attachment.ts';
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

const urlMinutes = 15;

/** A URL that anybody can fetch a result from for 15 minutes, straight from storage. */
export async function resultUrl(
  { container, blob, file }: Result,
  { blobs, clock }: Services,
): Promise<{ url: string; expiresAt: string }> {
  const now = clock.now().getTime();
  const expires = new Date(now + urlMinutes * 60_000);
  const url = await blobs.readUrl(container, blob, {
    // Clocks differ: a URL that begins now may not be valid yet where it is used.
    starts: new Date(now - 5 * 60_000),
    expires,
    contentDisposition: await attachment(file.name),
  });
  return { url, expiresAt: expires.toISOString() };
}
