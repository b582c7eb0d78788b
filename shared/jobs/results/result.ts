import { ConveyorError } from '../../errors.ts';
import { attachment } from '../../http/attachment.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { archiveBlob, resultBlob } from '../files.ts';
import type { JobFile, JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { wait } from '../wait.ts';

/** A result file in Blob Storage. */
export interface Result {
  container: string;
  blob: string;
  file: JobFile;
  /** Strong validator (RFC 9110 §8.8.3): a result never changes. */
  etag: string;
}

/** The results of a job. */
export interface Results {
  files: Result[];
  /** The ZIP of the files, if there are several. */
  archive?: Result;
}

/**
 * The results of a job; waits at most `seconds` for its end.
 * @throws ConveyorError `job_not_finished`, `job_failed`, `job_cancelled`; those of `find`.
 */
export async function results(
  id: string,
  seconds: number,
  caller: TenantCaller,
  services: JobServices,
): Promise<Results> {
  const record = await wait(id, { seconds, until: 'ended' }, caller, services);
  if (record.status === 'failed') throw new ConveyorError('job_failed', { members: { error: record.error } });
  if (record.status === 'cancelled') throw new ConveyorError('job_cancelled');
  if (!record.results) throw new ConveyorError('job_not_finished', { headers: { 'Retry-After': '1' } });
  return resultsOf(record, record.results);
}

/** The results of a job whose record is known. */
export function resultsOf({ id, organisationId, attempt, archive }: JobRecord, files: JobFile[]): Results {
  const container = blobContainerOf(organisationId);
  return {
    files: files.map((file, index) => ({
      container,
      blob: resultBlob(id, attempt, index),
      file,
      // The first file keeps the ETag format from when a job had one result.
      etag: index === 0 ? `"${id}.${attempt}"` : `"${id}.${attempt}.${index}"`,
    })),
    ...(archive && {
      archive: { container, blob: archiveBlob(id, attempt), file: archive, etag: `"${id}.${attempt}.zip"` },
    }),
  };
}

/**
 * The result of a job as one file: the only file, or the ZIP of several.
 * @throws ConveyorError those of `results`; `not_found` if it produced no file
 */
export async function result(
  id: string,
  seconds: number,
  caller: TenantCaller,
  services: JobServices,
): Promise<Result> {
  const { files, archive } = await results(id, seconds, caller, services);
  const whole = archive ?? files[0];
  if (!whole) throw new ConveyorError('not_found', { detail: 'The job produced no file.' });
  return whole;
}

/**
 * One result file of a job.
 * @param index its number, counted from 0, in decimal digits
 * @throws ConveyorError those of `results`; `not_found` if no file has this number
 */
export async function resultAt(
  { id, index }: { id: string; index: string },
  seconds: number,
  caller: TenantCaller,
  services: JobServices,
): Promise<Result> {
  const { files } = await results(id, seconds, caller, services);
  const found = files.find((_file, number) => String(number) === index);
  if (!found) throw new ConveyorError('not_found', { detail: `The job has ${files.length} result files.` });
  return found;
}

const urlMinutes = 15;

/** A storage URL of a result that needs no credential and is valid for 15 minutes. */
export async function resultUrl(
  { container, blob, file }: Result,
  { blobs, clock }: Pick<JobServices, 'blobs' | 'clock'>,
): Promise<{ url: string; expiresAt: string }> {
  const now = clock.now().getTime();
  const expires = new Date(now + urlMinutes * 60_000);
  const url = await blobs.readUrl(container, blob, {
    // Clock skew: a URL that starts now may not be valid yet on the storage server.
    starts: new Date(now - 5 * 60_000),
    expires,
    contentDisposition: await attachment(file.name),
  });
  return { url, expiresAt: expires.toISOString() };
}
