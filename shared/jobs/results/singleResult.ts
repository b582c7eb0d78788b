import { attachment } from '../../http/attachment.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { resultsOf } from './result.ts';
import { largestInResponse } from './resultAnswer.ts';

/** The only result of a job, to be sent instead of the job. */
export interface SingleResult {
  contentType: string;
  body: Uint8Array;
  headers: Record<string, string>;
}

/** The result of a job, if it is one file that a message can hold. */
export async function singleResult(
  job: JobRecord,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<SingleResult | undefined> {
  const [only, ...more] = resultsOf(job, job.results ?? []).files;
  if (!only || more.length > 0 || only.file.size > largestInResponse) return undefined;
  const body = await blobs.get(only.container, only.blob);
  if (!body) return undefined;
  return {
    contentType: only.file.contentType,
    body,
    headers: {
      // RFC 9110 §8.7: the content of this message is the representation at that URL.
      'content-location': `/v1/jobs/${job.id}/result`,
      'content-disposition': await attachment(only.file.name),
      etag: only.etag,
    },
  };
}

/** The header that names the codes of a job's warnings; absent if there are none. */
export function warningsHeader({ warnings = [] }: Pick<JobRecord, 'warnings'>): { 'job-warnings'?: string } {
  const codes = new Set(warnings.map(({ code }) => code));
  return codes.size > 0 ? { 'job-warnings': [...codes].join(', ') } : {};
}
