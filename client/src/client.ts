import { type Api, createApi } from './api.ts';
import type { components } from './apiTypes.ts';
import {
  cancel,
  cancelAbandoned,
  type Download,
  type DownloadOptions,
  download,
  type Job,
  type WaitOptions,
  wait,
} from './jobs.ts';
import { type Submission, type SubmitOptions, submit } from './submit.ts';
import { type TransportOptions, transport } from './transport.ts';
import { type UploadOptions, upload } from './uploads.ts';

export type ConvertStep = components['schemas']['ConvertStep'];

export interface ClientOptions extends TransportOptions {
  /** The address of the API, such as `https://api.example`. In a browser, `''` is the origin of the page. */
  url: string;
}

export interface ConvertOptions extends SubmitOptions, WaitOptions {
  /** Options of the conversion, such as `{ landscape: true }`. */
  options?: Omit<ConvertStep, 'type' | 'to'>;
}

export interface Conversion {
  /** With the warnings about what the result does not hold. */
  job: Job;
  /** Its `body` is the stream of the result, or of a ZIP of several results. */
  result: Download;
}

/**
 * A client of the API. Every method throws ApiError if the API refuses a request or cannot be reached, and the reason of
 * the signal after it is aborted.
 */
export interface Client {
  /** Typed calls of all endpoints, with the credential and the retries of this client. Each returns `data` or `error`. */
  readonly api: Api;
  /** Submits a file, waits and downloads the result. An abort cancels the job. */
  convert(file: File, to: ConvertStep['to'], options?: ConvertOptions): Promise<Conversion>;
  /** Submits a job. All retries have the same idempotency key, so they create one job. */
  submit(request: Submission, options?: SubmitOptions): Promise<Job>;
  /** Waits until a job has succeeded. Throws ApiError with the code of the job if it has failed or was cancelled. */
  wait(id: string, options?: WaitOptions): Promise<Job>;
  /** Requests a result. The `body` of the response is its stream. */
  download(id: string, options?: DownloadOptions): Promise<Download>;
  /** Stores a file for a job, which names it as `{ upload: id }` in its `inputs`. Returns the id. */
  upload(file: File, options?: UploadOptions): Promise<string>;
  /** Cancels a job. Has no effect on a job that has ended. */
  cancel(id: string, options?: { signal?: AbortSignal }): Promise<void>;
}

export function createClient({ url, ...options }: ClientOptions): Client {
  const api = createApi(url, options);
  // The URLs of storage contain their credential.
  const storage = transport({ ...options, credentials: undefined });
  const client: Client = {
    api,
    convert: async (file, to, { options: convertOptions, ...rest } = {}) => {
      const steps = [{ type: 'convert' as const, to, ...convertOptions }];
      const { id } = await client.submit({ steps, files: [file] }, rest);
      try {
        const job = await client.wait(id, rest);
        return { job, result: await client.download(id, rest) };
      } catch (error) {
        if (rest.signal?.aborted) await cancelAbandoned(api, id);
        throw error;
      }
    },
    submit: (request, submitOptions = {}) => submit({ api, storage }, request, submitOptions),
    wait: (id, waitOptions = {}) => wait(api, id, waitOptions),
    download: (id, downloadOptions = {}) => download(api, id, downloadOptions),
    upload: (file, uploadOptions = {}) => upload({ api, storage }, file, uploadOptions),
    cancel: (id, { signal } = {}) => cancel(api, id, signal),
  };
  return client;
}
