import { ConveyorError, type ErrorCode } from '../../errors.ts';
import type { Deferred } from '../../http/declaration.ts';
import { type Preferences, preferenceApplied, preferencesOf } from '../../http/prefer.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import { exampleSubmittedJob } from '../example.ts';
import type { JobRecord } from '../record.ts';
import { resultBody } from '../results/resultAnswer.ts';
import { singleResult, warningsHeader } from '../results/singleResult.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { type JobView, jobView, view } from '../view.ts';
import { longestWait, wait } from '../wait.ts';

const jobHeaders = {
  Location: 'URL of the job.',
  'Job-Id': 'The id of the job.',
  'X-Correlation-Id': '`X-Correlation-Id` of the request.',
  'Preference-Applied': 'The preferences of `Prefer` that this response honours.',
  RateLimit: 'What remains of the quotas that a submission falls under, if there are any.',
  'RateLimit-Policy': 'These quotas and the lengths of their periods in seconds.',
  'Job-Warnings':
    'The codes of the warnings of the job, separated by commas. The job at `Location` has their details.',
};

export const submissionResponses = {
  200: {
    description: 'With `Prefer: wait`: the job has succeeded, and this is its only result.',
    body: resultBody,
    headers: {
      ...jobHeaders,
      'Content-Location': 'URL of the result.',
      'Content-Disposition': 'The file name.',
      ETag: 'Strong ETag of the result.',
    },
  },
  202: {
    description:
      'The job was accepted. With `Prefer: wait` it has not ended in time, or it has succeeded with several results or with one larger than 16 MiB.',
    body: jobView,
    examples: { submitted: exampleSubmittedJob },
    headers: {
      ...jobHeaders,
      'Retry-After': 'Seconds to wait before requesting the job, if it has not ended.',
    },
  },
} as const;

/** The codes of a job that does not succeed. Its errors are found after the checks of its submission. */
export const outcomeErrors = [
  'attempts_exhausted',
  'cannot_be_processed',
  'fetch_failed',
  'fetch_refused',
  'fetch_too_large',
  'job_cancelled',
  'page_resource_failed',
  'page_script_failed',
  'page_status_failed',
  'password_not_needed',
  'password_wrong',
  'pdfa_not_possible',
  'pdfua_not_possible',
  'template_error',
  'template_too_large',
  'timed_out',
  'too_large_inside',
  'too_many_files',
  'too_many_pages',
  'too_many_pixels',
  'upload_changed',
  'upload_unreadable',
  'warnings_found',
] as const satisfies ErrorCode[];

interface Accepted {
  status: 202;
  headers: Record<string, string>;
  body: JobView;
}
interface Converted {
  status: 200;
  headers: Record<string, string>;
  contentType: string;
  body: Uint8Array;
}

/**
 * Responds to a submission with the job; with `Prefer: wait` waits for its end and responds with its result (RFC 7240 §4.3).
 * An accepted job never becomes an error because the wait or the read of the result fails: a caller would submit it again.
 * @param request.prefer the header `Prefer`
 * @param request.headers further headers of the response
 * @returns a deferred response if it waits, which throws ConveyorError with the code of the job's error or `job_cancelled`
 */
export function submissionAnswer(
  job: JobRecord,
  { prefer, headers }: { prefer: string | undefined; headers: Record<string, string> },
  caller: TenantCaller,
  services: JobServices,
): Accepted | Deferred<Accepted | Converted> {
  const preferences = preferencesOf(prefer, longestWait);
  const { wait: seconds } = preferences;
  if (seconds === undefined) return accepted(job, preferences, headers);
  /** The job was accepted: answers with what is known. */
  const insteadOfError =
    <Value>(value: Value) =>
    (error: unknown) => {
      services.log.warn('A submission was answered without its result.', { job: job.id, error });
      return value;
    };
  return async () => {
    const latest = await wait(job.id, { seconds, until: 'ended' }, caller, services).catch(
      insteadOfError(job),
    );
    const synchronous = { ...preferences, respondAsync: false };
    if (latest.status === 'failed' || latest.status === 'cancelled')
      throw failureOf(latest, { ...headers, ...headersOf(latest, synchronous) });
    const result = await singleResult(latest, services).catch(insteadOfError(undefined));
    if (!result) return accepted(latest, preferences, headers);
    return {
      status: 200,
      ...result,
      headers: { ...headers, ...headersOf(latest, synchronous), ...result.headers },
    };
  };
}

function accepted(job: JobRecord, preferences: Preferences, headers: Record<string, string>): Accepted {
  const retry = isTerminal(job.status) ? {} : { 'retry-after': '1' };
  return { status: 202, headers: { ...headers, ...headersOf(job, preferences), ...retry }, body: view(job) };
}

function headersOf(job: JobRecord, preferences: Preferences): Record<string, string> {
  return {
    location: `/v1/jobs/${job.id}`,
    'job-id': job.id,
    ...warningsHeader(job),
    ...preferenceApplied(preferences),
  };
}

function failureOf({ error }: JobRecord, headers: Record<string, string>): ConveyorError {
  return error
    ? new ConveyorError(error.code, { detail: error.detail, headers })
    : new ConveyorError('job_cancelled', { headers });
}
