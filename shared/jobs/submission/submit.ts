import type { Stored } from '../../azure/cosmos.ts';
import type { NamedFile } from '../../conversion/files.ts';
import { checkInput } from '../../conversion/inputs/inputChecks.ts';
import { encryptedInputs, planSteps } from '../../conversion/steps/plan.ts';
import type { Step } from '../../conversion/steps/steps.ts';
import type { WarningCode } from '../../conversion/warnings.ts';
import { ConveyorError } from '../../errors.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import { checkCallback } from '../../webhooks/checkCallback.ts';
import type { Reservation } from '../fairness/reserve.ts';
import { newJobId } from '../jobId.ts';
import type { Callback } from '../notifications/callback.ts';
import { browserJobsQueue, jobsQueue, type WorkQueue } from '../queues.ts';
import type { JobInput, JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { createJob } from './createJob.ts';
import { type ClaimedRequest, claim, findClaim } from './idempotency.ts';
import { limitsOf } from './limits.ts';
import { admitTo } from './pressure.ts';
import { returnExisting } from './returnExisting.ts';
import { type InputSource, inputHeadersOf, inputsOf, isNamed } from './sources.ts';

export interface Submission extends Callback {
  caller: TenantCaller;
  /** Files in the request body. */
  files: NamedFile[];
  /** Inputs by URL or upload; they follow the files. */
  sources?: InputSource[];
  steps: Step[];
  /** Names the results: see `nameFiles`. */
  fileName?: string | undefined;
  /** Codes of warnings that fail the job. */
  failOnWarnings?: WarningCode[] | undefined;
  idempotencyKey?: string | undefined;
  /** The caller's own id of the submission. A repeated request may have another: the job keeps the first. */
  correlationId?: string | undefined;
  /** Receives what the job was counted with; not called for a job that an earlier request created. */
  onReserved?: (reservation: Reservation) => void;
}

/**
 * Submits a job: checks it and creates it. An interrupted submission leaves blobs for the sweep, or a place or a record that
 * the reconciliation frees or enqueues.
 * @throws ConveyorError of the input checks and of the sources; `address_not_allowed`, `webhook_secret_missing`,
 *   `idempotency_key_reused`, `queue_full`, `too_many_jobs`, `quota_exceeded`.
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
  const inputHeaders = inputHeadersOf(request.sources, request.files.length);
  return createJob({ id, ...request, ...checked, inputHeaders, idempotencyId: claimed?.id }, services);
}

/** All checks that are possible before anything is stored. @returns the inputs, and the queue of the job */
async function validate(
  request: Request,
  services: JobServices,
): Promise<{ inputs: JobInput[]; queue: WorkQueue }> {
  const { caller, files, sources, steps, callbackUrl, callbackHeaders, callbackBody } = request;
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
  else if (callbackHeaders || callbackBody)
    throw new ConveyorError('invalid_parameter', {
      detail: '`callbackHeaders` and `callbackBody` need a `callbackUrl`.',
    });
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
