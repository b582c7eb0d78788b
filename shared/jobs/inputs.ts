import { isUnreadable } from '../azure/status.ts';
import type { InputFile } from '../conversion/files.ts';
import { checkInput } from '../conversion/inputs/inputChecks.ts';
import { encryptedInputs } from '../conversion/steps/plan.ts';
import type { Step } from '../conversion/steps/steps.ts';
import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { uploadBlob } from '../uploads/upload.ts';
import { type FetchedInput, fetchInput } from './fetchInput.ts';
import { inputBlob, stepsBlob } from './files.ts';
import { limitsOf } from './limits.ts';
import type { JobInput, JobRecord } from './record.ts';

/** What a worker has in hand for a job. */
export interface WorkInputs {
  files: InputFile[];
  /** The inputs as they turned out to be. */
  inputs: JobInput[];
  steps: Step[];
}

/**
 * Reads what a job needs. What was not at hand when it was submitted is checked here as it would have been there, and
 * fails the job with the same code.
 * @throws ConveyorError of the input checks and of `fetchInput`; `upload_changed`, `upload_unreadable`
 */
export async function readInputs(
  job: JobRecord,
  signal: AbortSignal,
  services: Services,
): Promise<WorkInputs> {
  const steps = await readSteps(job, signal, services);
  const encrypted = encryptedInputs(steps);
  const limits = limitsOf(services.config);
  const check = async (file: InputFile) => void (await checkInput(file, limits, { encrypted }));
  const fetched = await fetchAll(job, check, signal, services);
  const container = blobContainerOf(job.organisationId);
  const files = await Promise.all(
    job.inputs.map(async (input, index): Promise<InputFile> => {
      const file = fetched.get(input);
      if (file) return { name: file.name, bytes: file.bytes };
      if (input.upload) {
        const uploaded = await readUpload(input, input.upload, container, signal, services);
        await check(uploaded);
        return uploaded;
      }
      const bytes = await services.blobs.get(container, inputBlob(job.id, index), { signal });
      if (!bytes) throw new Error(`Input ${index} of the job ${job.id} is not there.`);
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

/** What was fetched for each input with an address. Together they may be as large, and take as long, as one could alone. */
async function fetchAll(
  { inputs }: JobRecord,
  check: (file: InputFile) => Promise<void>,
  signal: AbortSignal,
  services: Services,
): Promise<Map<JobInput, FetchedInput>> {
  const { maximumInputBytes, jobSeconds } = services.config;
  const end = performance.now() + jobSeconds * 1000;
  const fetched = new Map<JobInput, FetchedInput>();
  let maximumBytes = maximumInputBytes;
  for (const input of inputs) {
    const { url } = input;
    if (url === undefined) continue;
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (seconds <= 0)
      throw new ConveyorError('fetch_failed', { detail: 'The addresses did not answer in time.' });
    const file = await fetchInput({ ...input, url }, { maximumBytes, seconds, signal }, services);
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
  { blobs }: Services,
): Promise<InputFile> {
  const bytes = await blobs.get(container, uploadBlob(id), { etag, signal }).catch((error: unknown) => {
    // Whoever could write it could still put it into the archive: that leaves its ETag as it was.
    if (!isUnreadable(error)) throw error;
    throw new ConveyorError('upload_unreadable', { members: { upload: id }, cause: error });
  });
  if (!bytes) throw new ConveyorError('upload_changed', { members: { upload: id } });
  return { name, bytes };
}

async function readSteps(job: JobRecord, signal: AbortSignal, { blobs }: Services): Promise<Step[]> {
  if (!job.stepsInBlob) return job.steps;
  const bytes = await blobs.get(blobContainerOf(job.organisationId), stepsBlob(job.id), { signal });
  if (!bytes) throw new Error(`The steps of the job ${job.id} are not there.`);
  return JSON.parse(bytes.toString());
}
