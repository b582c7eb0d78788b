import { succeeded } from './api.ts';
import type { components } from './apiTypes.ts';
import { cancelAbandoned, type Job } from './jobs.ts';
import { randomKey } from './randomKey.ts';
import { type Connection, type Progress, type UploadOptions, upload } from './uploads.ts';

type JobRequest = components['schemas']['JobRequest'];

/** A job to submit: `to` or `steps`, and `files` of this machine, or `inputs` (URLs, uploads), or both. */
export type Submission = JobRequest & { files?: readonly File[] };

export interface SubmitOptions {
  /** Aborts uploads and retries. A job that the server accepts meanwhile is cancelled. */
  signal?: AbortSignal | undefined;
  /**
   * Names the job for 24 hours: the same submission with the same key returns the same job. A direct upload is a new input, so
   * a submission with a key of its own names its uploads in `inputs`. Default: a random key.
   */
  idempotencyKey?: string | undefined;
  /** Files of more bytes together are uploaded directly to storage. Default: 50,000,000, the limit of the API for a form. */
  uploadAbove?: number | undefined;
  /** Receives how much of the files is sent. Only direct uploads report more than the end. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Submits a job. All retries have the same idempotency key, so they create one job.
 * @throws ApiError; the reason of the signal
 */
export async function submit(
  connection: Connection,
  { files = [], ...request }: Submission,
  { signal, idempotencyKey = randomKey(), uploadAbove = 50_000_000, onProgress }: SubmitOptions,
): Promise<Job> {
  const { api } = connection;
  const options = { params: { header: { 'idempotency-key': idempotencyKey } }, ...(signal && { signal }) };
  const total = bytesOf(files);
  const isForm = files.length > 0 && total <= uploadAbove && request.inputs === undefined;
  const { data } = await succeeded(
    isForm
      ? api.POST('/v1/jobs', { ...options, ...formBody(request, files) })
      : api.POST('/v1/jobs', {
          ...options,
          body: {
            ...request,
            inputs: [
              ...(await uploadAll(connection, files, { signal, onProgress })),
              ...(request.inputs ?? []),
            ],
          },
        }),
  );
  // Only a request with the header Prefer gets the result instead.
  const job = data as Job;
  if (isForm) onProgress?.({ sent: total, total });
  if (signal?.aborted) {
    await cancelAbandoned(api, job.id);
    throw signal.reason;
  }
  return job;
}

async function uploadAll(
  connection: Connection,
  files: readonly File[],
  { signal, onProgress }: UploadOptions,
): Promise<{ upload: string }[]> {
  const total = bytesOf(files);
  const uploads: { upload: string }[] = [];
  for (const [index, file] of files.entries()) {
    const before = bytesOf(files.slice(0, index));
    const onBlock = ({ sent }: Progress) => onProgress?.({ sent: before + sent, total });
    uploads.push({ upload: await upload(connection, file, { signal, onProgress: onBlock }) });
  }
  return uploads;
}

function bytesOf(files: readonly File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The type of a form has one file, although a form can have several. `formOf` writes all fields instead. */
function formBody(request: JobRequest, files: readonly File[]) {
  return { body: {} as never, bodySerializer: () => formOf(request, files) };
}

/** The fields of a form, of which all but texts are JSON. */
function formOf({ failOnWarnings, ...fields }: JobRequest, files: readonly File[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  if (failOnWarnings) form.set('failOnWarnings', failOnWarnings.join(','));
  for (const file of files) form.append('file', file);
  return form;
}
