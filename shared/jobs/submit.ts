import type { Stored } from '../azure/cosmos.ts';
import type { InputFile } from '../conversion/files.ts';
import { checkInput } from '../conversion/inputs/inputChecks.ts';
import { encryptedInputs, planSteps } from '../conversion/steps/plan.ts';
import type { Step } from '../conversion/steps/steps.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { forgetUpload } from '../uploads/forgetUpload.ts';
import { releaseUpload, takeUpload } from '../uploads/takeUpload.ts';
import { checkCallback } from '../webhooks/checkCallback.ts';
import { keepCallback } from './callback.ts';
import { folderOf, inputBlob, stepsBlob } from './files.ts';
import { forgetSteps } from './forgetSteps.ts';
import { type ClaimedRequest, claim, recall } from './idempotency.ts';
import { newJobId } from './jobId.ts';
import { limitsOf } from './limits.ts';
import { enqueue } from './message.ts';
import { type JobInput, type JobRecord, partitionOf } from './record.ts';
import { type InputSource, inputsOf, isNamed } from './sources.ts';
import { isTerminal } from './states.ts';
import { areWhole, visibleSteps } from './visibleSteps.ts';

export interface Submission {
  caller: CallerOf<'device'>;
  /** What came with the request. */
  files: InputFile[];
  /** Inputs that lie elsewhere; they follow the files. */
  sources?: InputSource[];
  steps: Step[];
  callbackUrl?: string | undefined;
  idempotencyKey?: string | undefined;
}

/**
 * Takes a job: checks what it names, puts its files in Blob Storage, writes its record, sends its message, in this order.
 * Whatever dies in between leaves a blob that the sweep takes, or a record that the reconciliation sends again.
 * @throws ConveyorError of the input checks and of the sources; `address_not_allowed`, `webhook_secret_missing`,
 *   `idempotency_key_reused`.
 */
export async function submit(submission: Submission, services: Services): Promise<JobRecord> {
  const { idempotencyKey, sources = [] } = submission;
  const request = { ...submission, sources, jobId: newJobId(services) };
  // A job takes its uploads away, so that a repeated request would find none: its claim must tell first.
  const takesUploads = sources.some((source) => 'upload' in source);
  const earlier = async () =>
    takesUploads && idempotencyKey !== undefined ? earlierJob(idempotencyKey, request, services) : undefined;
  const made = await earlier();
  if (made) return again(made, services);
  try {
    return await submitNew(request, services);
  } catch (error) {
    // The same request came twice at once, and the other one has taken the uploads.
    const meanwhile = await earlier();
    if (!meanwhile) throw error;
    return again(meanwhile, services);
  }
}

type Request = Submission & ClaimedRequest;

async function earlierJob(
  key: string,
  request: Request,
  services: Services,
): Promise<Stored<JobRecord> | undefined> {
  const claimed = await recall(key, request, services);
  return claimed && services.jobs.read([request.caller.organisationId, claimed.jobId], claimed.jobId);
}

async function submitNew(request: Request, services: Services): Promise<JobRecord> {
  const { caller, idempotencyKey } = request;
  const inputs = await checked(request, services);
  const claimed = idempotencyKey === undefined ? undefined : await claim(idempotencyKey, request, services);
  const id = claimed?.jobId ?? request.jobId;
  if (id !== request.jobId) {
    const existing = await services.jobs.read([caller.organisationId, id], id);
    if (existing) return again(existing, services);
  }
  return create(id, request, inputs, claimed?.id, services);
}

/** Everything that can be said of a request before anything of it is kept. @returns its inputs */
async function checked(request: Request, services: Services): Promise<JobInput[]> {
  const { caller, files, sources, steps, callbackUrl } = request;
  const { maximumSteps } = services.config;
  if (steps.length > maximumSteps)
    throw new ConveyorError('invalid_parameter', { detail: `There are more than ${maximumSteps} steps.` });
  if (files.length + sources.length > services.config.maximumFiles)
    throw new ConveyorError('bad_request', {
      detail: `There are more than ${services.config.maximumFiles} files.`,
    });
  if (callbackUrl !== undefined) await checkCallback(callbackUrl, caller, services);
  for (const step of steps)
    if ('url' in step && step.url !== undefined) services.browserProxy.check(step.url);
  const elsewhere = await inputsOf(sources, caller, services);
  // What an address will call its file is known when it is fetched: then the steps are checked.
  if (elsewhere.every(isNamed))
    planSteps(
      [...files, ...elsewhere].map(({ name }) => name),
      steps,
    );
  const limits = limitsOf(services.config);
  const encrypted = encryptedInputs(steps);
  const formats = await Promise.all(files.map((file) => checkInput(file, limits, { encrypted })));
  const given = files.map((file, index) => ({
    name: file.name,
    contentType: formats[index]?.contentType ?? 'application/octet-stream',
    size: file.bytes.byteLength,
  }));
  return [...given, ...elsewhere];
}

async function create(
  id: string,
  { caller, files, steps, callbackUrl }: Request,
  inputs: JobInput[],
  idempotencyId: string | undefined,
  services: Services,
): Promise<JobRecord> {
  const { jobs, clock } = services;
  const visible = visibleSteps(steps);
  const whole = areWhole(visible, steps);
  const now = clock.now().toISOString();
  const job: JobRecord = {
    id,
    organisationId: caller.organisationId,
    deviceId: caller.deviceId,
    status: 'queued',
    steps: visible,
    ...(!whole && { stepsInBlob: true }),
    inputs,
    createdAt: now,
    enqueuedAt: now,
    attempt: 0,
    drains: 0,
    ...(callbackUrl !== undefined && (await keepCallback(callbackUrl, id, services))),
    ...(idempotencyId !== undefined && { idempotencyId }),
  };
  const uploads = [...new Set(inputs.flatMap(({ upload }) => upload?.id ?? []))];
  await takeAll(uploads, job, caller, services, () => putAll(job, files, steps, services));
  const created = await jobs.create(job);
  if (!created) {
    // The same request came twice at once: the other one was first.
    const existing = await jobs.read(partitionOf(job), id);
    if (!existing) {
      // Whoever deleted it did so before or while this was put: nobody else would take it away.
      await services.blobs.deleteAll(blobContainerOf(job.organisationId), folderOf(id));
      throw new Error('A job was there and is gone.');
    }
    // If the job has ended, its steps were forgotten already, and are there again. If not, whoever ends it forgets them.
    if (isTerminal(existing.record.status)) await forgetSteps(job, services);
    return again(existing, services);
  }
  await enqueue(job, created.sessionToken, services);
  // The uploads are the job's own from here; what is missed, the sweep forgets.
  await Promise.all(uploads.map((upload) => forgetUpload(upload, caller.deviceId, services))).catch(
    (error: unknown) =>
      services.log.warn('An upload that was taken could not be forgotten.', { job: id, error }),
  );
  return job;
}

/** Puts what came with a request where its worker finds it. */
async function putAll(
  { id, organisationId, inputs, stepsInBlob }: JobRecord,
  files: InputFile[],
  steps: Step[],
  { blobs }: Services,
): Promise<void> {
  const container = blobContainerOf(organisationId);
  await Promise.all([
    ...files.map((file, index) =>
      blobs.put(container, inputBlob(id, index), file.bytes, inputs[index]?.contentType ?? ''),
    ),
    stepsInBlob &&
      blobs.put(container, stepsBlob(id), Buffer.from(JSON.stringify(steps)), 'application/json'),
  ]);
}

/**
 * All uploads or none: a job that can't have one of them, or for which `next` fails, leaves the others to the next. Nothing
 * else is kept of a job that can't have them.
 */
async function takeAll(
  uploads: string[],
  job: JobRecord,
  caller: CallerOf<'device'>,
  services: Services,
  next: () => Promise<void>,
): Promise<void> {
  const { id } = job;
  try {
    for (const upload of uploads) await takeUpload(upload, id, caller, services);
    await next();
  } catch (error) {
    // Where the job is there already, the same request came twice, and they are its own.
    if (uploads.length === 0 || (await services.jobs.read(partitionOf(job), id))) throw error;
    for (const upload of uploads) await releaseUpload(upload, id, caller, services);
    throw error;
  }
}

/** A repeated request. Its first try may have died before its message was sent; a worker that had it shows that it was. */
async function again({ record, sessionToken }: Stored<JobRecord>, services: Services): Promise<JobRecord> {
  if (record.status === 'queued' && record.attempt === 0) await enqueue(record, sessionToken, services);
  return record;
}
