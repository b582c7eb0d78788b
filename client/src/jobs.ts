import { type Api, succeeded } from './api.ts';
import { ApiError } from './apiError.ts';
import type { components } from './apiTypes.ts';
import { pause, retryAfter } from './pause.ts';

/** A job, as the API describes it. */
export type Job = components['schemas']['Job'];

export interface WaitOptions {
  signal?: AbortSignal | undefined;
  /** Receives the job at first, and whenever its status has changed. */
  onStatus?: ((job: Job) => void) | undefined;
}

const longestWait = 20;

/**
 * Waits until a job has ended, with requests that the server answers when the status changes.
 * @throws ApiError with the code of the job if it has failed or was cancelled; the reason of the signal
 */
export async function wait(api: Api, id: string, { signal, onStatus }: WaitOptions): Promise<Job> {
  for (let status: string | undefined; ; ) {
    const asked = performance.now();
    const { data: job, response } = await succeeded(
      api.GET('/v1/jobs/{id}', {
        // The first response comes at once: a change before it would not end the wait of the server.
        params: { path: { id }, query: { wait: status === undefined ? 0 : longestWait } },
        ...(signal && { signal }),
      }),
    );
    if (job.status !== status) onStatus?.(job);
    if (job.status === 'succeeded') return job;
    if (job.status === 'failed' || job.status === 'cancelled') throw errorOfJob(job);
    // The server does not wait if the caller has too many waiting requests.
    const early = Math.max(retryAfter(response.headers), 1000) - (performance.now() - asked);
    if (job.status === status && early > 0) await pause(early, signal);
    status = job.status;
  }
}

function errorOfJob({ error }: Job): ApiError {
  const { code, detail, retryable } = error ?? {
    code: 'job_cancelled',
    detail: 'The job was cancelled.',
    retryable: false,
  };
  return new ApiError({ code, detail, retryable, status: 0 });
}

export interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** The number of the file among the results of the job, from 0. Without it, several files come as one ZIP. */
  index?: number | undefined;
  /** A `Range` header, such as `bytes=0-1023`. */
  range?: string | undefined;
}

/** A response with a result, which `body` streams. */
export type Download = Response & { readonly body: NonNullable<Response['body']> };

/** @returns the response, whose `body` is the stream of the result @throws ApiError */
export async function download(
  api: Api,
  id: string,
  { signal, index, range }: DownloadOptions,
): Promise<Download> {
  const options = {
    parseAs: 'stream',
    ...(range && { headers: { range } }),
    ...(signal && { signal }),
  } as const;
  const { response } = await succeeded(
    index === undefined
      ? api.GET('/v1/jobs/{id}/result', { params: { path: { id } }, ...options })
      : api.GET('/v1/jobs/{id}/results/{index}', { params: { path: { id, index } }, ...options }),
  );
  // Only responses of other statuses have no body.
  return response as Download;
}

/** Cancels a job. Has no effect on a job that has ended. @throws ApiError */
export async function cancel(api: Api, id: string, signal?: AbortSignal): Promise<void> {
  await succeeded(api.POST('/v1/jobs/{id}/cancel', { params: { path: { id } }, ...(signal && { signal }) }));
}

const cancelMilliseconds = 5_000;

/** Cancels a job whose caller has aborted, as far as the API can be reached: the caller gets the reason of its signal. */
export async function cancelAbandoned(api: Api, id: string): Promise<void> {
  await cancel(api, id, AbortSignal.timeout(cancelMilliseconds)).catch(() => undefined);
}
