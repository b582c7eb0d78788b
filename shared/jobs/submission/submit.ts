import type { Stored } from '../../azure/cosmos.ts';
import type { NamedFile } from '../../conversion/files.ts';
import { checkInput } from '../../conversion/inputs/inputChecks.ts';
import { encryptedInputs, planSteps } from '../../conversion/steps/plan.ts';
import type { Step } from '../../conversion/steps/steps.ts';
import type { WarningCode } from '../../conversion/warnings.ts';
import { ConveyorError } from '../../errors.ts';
import type { CallerOf } from '../../identity/caller.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { removeUploadEntry } from '../../uploads/removeUploadEntry.ts';
import { releaseUpload, takeUpload } from '../../uploads/takeUpload.ts';
import { checkCallback } from '../../webhooks/checkCallback.ts';
import { folderOf, inputBlob, stepsBlob } from '../files.ts';
import { newJobId } from '../jobId.ts';
import { enqueue } from '../message.ts';
import { storedCallback } from '../notifications/callback.ts';
import { browserJobsQueue, jobsQueue, type WorkQueue } from '../queues.ts';
import { type JobInput, type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { deleteSteps } from '../upkeep/deleteSteps.ts';
import { areComplete, visibleSteps } from '../visibleSteps.ts';
import { type ClaimedRequest, claim, findClaim } from './idempotency.ts';
import { limitsOf } from './limits.ts';
import { admitTo } from './pressure.ts';
import { type InputSource, inputsOf, isNamed } from './sources.ts';

export interface Submission {
  caller: CallerOf<'device'>;
  /** Files in the request body. */
  files: NamedFile[];
  /** Inputs by URL or upload; they follow the files. */
  sources?: InputSource[];
  steps: Step[];
  callbackUrl?: string | undefined;
  /** Codes of warnings that fail the job. */
  failOnWarnings?: WarningCode[] | undefined;
  idempotencyKey?: string | undefined;
}

/**
 * Submits a job, in this order: checks it, writes its files to Blob Storage, creates its record, sends its message. An
 * interrupted submission leaves blobs for the sweep, or a record that the reconciliation enqueues.
 * @throws ConveyorError of the input checks and of the sources; `address_not_allowed`, `webhook_secret_missing`,
 *   `idempotency_key_reused`, `queue_full`.
 */
export async function submit(submission: Submission, services: JobServices): Promise<JobRecord> {
  const { idempotencyKey, sources = [] } = submission;
  const request = { ...submission, sources, jobId: newJobId(services) };
  // A job takes its uploads, so a repeated request would not find them: look up its claim first.
  const takesUploads = sources.some((source) => 'upload' in source);
  const findExisting = async () =>
    takesUploads && idempotencyKey !== undefined ? existingJob(idempotencyKey, request, services) : undefined;
  const existing = await findExisting();
  if (existing) return returnExisting(existing, services);
  try {
    return await submitNew(request, services);
  } catch (error) {
    // A concurrent identical request may have taken the uploads.
    const concurrent = await findExisting();
    if (!concurrent) throw error;
    return returnExisting(concurrent, services);
  }
}

type Request = Submission & ClaimedRequest;

async function existingJob(
  key: string,
  request: Request,
  services: JobServices,
): Promise<Stored<JobRecord> | undefined> {
  const claimed = await findClaim(key, request, services);
  return claimed && services.jobs.read([request.caller.organisationId, claimed.jobId], claimed.jobId);
}

async function submitNew(request: Request, services: JobServices): Promise<JobRecord> {
  const { caller, idempotencyKey } = request;
  const checked = await validate(request, services);
  const claimed = idempotencyKey === undefined ? undefined : await claim(idempotencyKey, request, services);
  const id = claimed?.jobId ?? request.jobId;
  if (id !== request.jobId) {
    const existing = await services.jobs.read([caller.organisationId, id], id);
    if (existing) return returnExisting(existing, services);
  }
  await admitTo(checked.queue, services);
  return create(id, request, checked, claimed?.id, services);
}

/** All checks that are possible before anything is stored. @returns the inputs, and the queue of the job */
async function validate(
  request: Request,
  services: JobServices,
): Promise<{ inputs: JobInput[]; queue: WorkQueue }> {
  const { caller, files, sources, steps, callbackUrl } = request;
  const { maximumSteps } = services.config;
  if (steps.length > maximumSteps)
    throw new ConveyorError('invalid_parameter', {
      detail: `The job has ${steps.length} steps; the limit is ${maximumSteps} (MAXIMUM_STEPS).`,
    });
  if (files.length + sources.length > services.config.maximumFiles)
    throw new ConveyorError('bad_request', {
      detail: `The job has ${files.length + sources.length} files; the limit is ${services.config.maximumFiles} (MAXIMUM_FILES).`,
    });
  if (callbackUrl !== undefined) await checkCallback(callbackUrl, caller, services);
  for (const step of steps)
    if ('url' in step && step.url !== undefined) services.browserProxy.check(step.url);
  const sourceInputs = await inputsOf(sources, caller, services);
  // The name of a file without an extension is known only after it is fetched; the worker then checks the steps.
  const names = [...files, ...sourceInputs].map(({ name }) => name);
  const plan = sourceInputs.every(isNamed) ? planSteps(names, steps) : undefined;
  // The response of a URL may change the name, and with it the engines.
  const isFinal = sourceInputs.every(({ url, named }) => url === undefined || named === true);
  const limits = limitsOf(services.config);
  const encrypted = encryptedInputs(steps);
  const formats = await Promise.all(files.map((file) => checkInput(file, limits, { encrypted })));
  const sentInputs = files.map((file, index) => ({
    name: file.name,
    contentType: formats[index]?.contentType ?? 'application/octet-stream',
    size: file.bytes.byteLength,
  }));
  return {
    inputs: [...sentInputs, ...sourceInputs],
    queue: plan && isFinal && !plan.engines.has('chromium') ? jobsQueue : browserJobsQueue,
  };
}

async function create(
  id: string,
  { caller, files, steps, callbackUrl, failOnWarnings }: Request,
  { inputs, queue }: { inputs: JobInput[]; queue: WorkQueue },
  idempotencyId: string | undefined,
  services: JobServices,
): Promise<JobRecord> {
  const { jobs, clock } = services;
  const visible = visibleSteps(steps);
  const complete = areComplete(visible, steps);
  const now = clock.now().toISOString();
  const job: JobRecord = {
    id,
    organisationId: caller.organisationId,
    deviceId: caller.deviceId,
    status: 'queued',
    queue,
    steps: visible,
    ...(!complete && { stepsInBlob: true }),
    inputs,
    ...(failOnWarnings && { failOnWarnings }),
    createdAt: now,
    enqueuedAt: now,
    attempt: 0,
    drains: 0,
    ...(callbackUrl !== undefined && (await storedCallback(callbackUrl, id, services))),
    ...(idempotencyId !== undefined && { idempotencyId }),
  };
  const uploads = [...new Set(inputs.flatMap(({ upload }) => upload?.id ?? []))];
  await takeAll(uploads, job, caller, services, () => putAll(job, files, steps, services));
  const created = await jobs.create(job);
  if (!created) {
    // A concurrent identical request created the job first.
    const existing = await jobs.read(partitionOf(job), id);
    if (!existing) {
      // The job was deleted before or while these blobs were written, so nothing else deletes them.
      await services.blobs.deleteAll(blobContainerOf(job.organisationId), folderOf(id));
      throw new Error('The job was deleted during its submission.');
    }
    // An ended job has already deleted its steps, and this request has written them again.
    if (isTerminal(existing.record.status)) await deleteSteps(job, services);
    return returnExisting(existing, services);
  }
  await enqueue(job, created.sessionToken, services);
  // The uploads now belong to the job; the sweep removes entries that remain here.
  await Promise.all(uploads.map((upload) => removeUploadEntry(upload, caller.deviceId, services))).catch(
    (error: unknown) => services.log.warn('The entry of an upload could not be removed.', { job: id, error }),
  );
  return job;
}

/** Writes the files and the steps of a request to Blob Storage. */
async function putAll(
  { id, organisationId, inputs, stepsInBlob }: JobRecord,
  files: NamedFile[],
  steps: Step[],
  { blobs }: Pick<JobServices, 'blobs'>,
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
 * Takes all uploads or none: if one is unavailable or `next` fails, releases the others for another job. `next` stores the
 * rest of the job, so nothing is stored if an upload is unavailable.
 */
async function takeAll(
  uploads: string[],
  job: JobRecord,
  caller: CallerOf<'device'>,
  services: JobServices,
  next: () => Promise<void>,
): Promise<void> {
  const { id } = job;
  try {
    for (const upload of uploads) await takeUpload(upload, id, caller, services);
    await next();
  } catch (error) {
    // If the job exists, a concurrent identical request created it, and the uploads belong to it.
    if (uploads.length === 0 || (await services.jobs.read(partitionOf(job), id))) throw error;
    for (const upload of uploads) await releaseUpload(upload, id, caller, services);
    throw error;
  }
}

/** The first request may have died before it sent the message; an attempt proves that it was sent. */
async function returnExisting(
  { record, sessionToken }: Stored<JobRecord>,
  services: JobServices,
): Promise<JobRecord> {
  if (record.status === 'queued' && record.attempt === 0) await enqueue(record, sessionToken, services);
  return record;
}
