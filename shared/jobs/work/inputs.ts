import { isUnreadable } from '../../azure/status.ts';
import type { NamedFile } from '../../conversion/files.ts';
import { checkInput } from '../../conversion/inputs/inputChecks.ts';
import { encryptedInputs } from '../../conversion/steps/plan.ts';
import type { Step } from '../../conversion/steps/steps.ts';
import { ConveyorError } from '../../errors.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { uploadBlob } from '../../uploads/upload.ts';
import { inputBlob, inputHeadersBlob, stepsBlob } from '../files.ts';
import type { JobInput, JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { limitsOf } from '../submission/limits.ts';
import type { InputHeaders } from '../submission/sources.ts';
import { type FetchedInput, fetchInput } from './fetchInput.ts';

export interface WorkInputs {
  files: NamedFile[];
  /** The inputs with the name, type and size found when they were fetched. */
  inputs: JobInput[];
  steps: Step[];
}

/**
 * Reads the inputs and steps of a job. Inputs that were not sent with the submission are checked here, and fail the job
 * with the same codes as at submission.
 * @throws ConveyorError of the input checks and of `fetchInput`; `upload_changed`, `upload_unreadable`
 */
export async function readInputs(
  job: JobRecord,
  signal: AbortSignal,
  services: JobServices,
): Promise<WorkInputs> {
  const steps = await readSteps(job, signal, services);
  const encrypted = encryptedInputs(steps);
  const limits = limitsOf(services.config);
  const check = async (file: NamedFile) => void (await checkInput(file, limits, { encrypted }));
  const headers = await readInputHeaders(job, signal, services);
  const fetched = await fetchAll(job, headers, check, signal, services);
  const container = blobContainerOf(job.organisationId);
  const files = await Promise.all(
    job.inputs.map(async (input, index): Promise<NamedFile> => {
      const file = fetched.get(input);
      if (file) return { name: file.name, bytes: file.bytes };
      if (input.upload) {
        const uploaded = await readUpload(input, input.upload, container, signal, services);
        await check(uploaded);
        return uploaded;
      }
      const bytes = await services.blobs.get(container, inputBlob(job.id, index), { signal });
      if (!bytes) throw new Error(`Input ${index} of the job ${job.id} is missing.`);
      return { name: input.name, bytes };
    }),
  );
  const inputs = job.inputs.map((input) => {
    const file = fetched.get(input);
    return file
      ? { ...input, name: file.name, contentType: file.contentType, size: file.bytes.byteLength }
      : input;
  });
  return { files, inputs, steps };
}

/** Fetches the inputs that have a URL. The limits of size and time apply to all of them together. */
async function fetchAll(
  { inputs }: JobRecord,
  headers: InputHeaders,
  check: (file: NamedFile) => Promise<void>,
  signal: AbortSignal,
  services: JobServices,
): Promise<Map<JobInput, FetchedInput>> {
  const { maximumInputBytes, jobSeconds } = services.config;
  const end = performance.now() + jobSeconds * 1000;
  const fetched = new Map<JobInput, FetchedInput>();
  let maximumBytes = maximumInputBytes;
  for (const [index, input] of inputs.entries()) {
    const { url } = input;
    if (url === undefined) continue;
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (seconds <= 0)
      throw new ConveyorError('fetch_failed', { detail: 'The URLs of the inputs did not answer in time.' });
    const limits = { maximumBytes, seconds, signal };
    const file = await fetchInput({ ...input, url, headers: headers[index] }, limits, services);
    maximumBytes -= file.bytes.byteLength;
    await check(file);
    fetched.set(input, file);
  }
  return fetched;
}

async function readUpload(
  { name }: JobInput,
  { id, etag }: { id: string; etag: string },
  container: string,
  signal: AbortSignal,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<NamedFile> {
  const bytes = await blobs.get(container, uploadBlob(id), { etag, signal }).catch((error: unknown) => {
    // The upload URL also allows moving the blob to the archive tier, which does not change its ETag.
    if (!isUnreadable(error)) throw error;
    throw new ConveyorError('upload_unreadable', { members: { upload: id }, cause: error });
  });
  if (!bytes) throw new ConveyorError('upload_changed', { members: { upload: id } });
  return { name, bytes };
}

async function readSteps(
  job: JobRecord,
  signal: AbortSignal,
  services: Pick<JobServices, 'blobs'>,
): Promise<Step[]> {
  return job.stepsInBlob ? readJson(job, stepsBlob(job.id), signal, services) : job.steps;
}

async function readInputHeaders(
  job: JobRecord,
  signal: AbortSignal,
  services: Pick<JobServices, 'blobs'>,
): Promise<InputHeaders> {
  return job.inputHeadersInBlob ? readJson(job, inputHeadersBlob(job.id), signal, services) : {};
}

async function readJson<Value>(
  { organisationId }: JobRecord,
  blob: string,
  signal: AbortSignal,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<Value> {
  const bytes = await blobs.get(blobContainerOf(organisationId), blob, { signal });
  if (!bytes) throw new Error(`The blob ${blob} is missing.`);
  return JSON.parse(bytes.toString());
}
