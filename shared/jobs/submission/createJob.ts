import { traceId } from '../../azure/trace.ts';
import type { NamedFile } from '../../conversion/files.ts';
import type { Step } from '../../conversion/steps/steps.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { removeUploadEntry } from '../../uploads/removeUploadEntry.ts';
import { releaseUpload, takeUpload } from '../../uploads/takeUpload.ts';
import { type Reservation, reserve, undoReservation } from '../fairness/reserve.ts';
import { sendHeldOf } from '../fairness/sendHeld.ts';
import { folderOf, inputBlob, inputHeadersBlob, stepsBlob } from '../files.ts';
import { enqueue } from '../message.ts';
import { type Callback, storedCallback } from '../notifications/callback.ts';
import type { WorkQueue } from '../queues.ts';
import { type JobInput, type JobRecord, partitionOf } from '../record.ts';
import type { JobServices } from '../services.ts';
import { isTerminal } from '../states.ts';
import { inputBytesOf } from '../storedBytes.ts';
import { deleteSecrets } from '../upkeep/deleteSecrets.ts';
import { areComplete, visibleSteps } from '../visibleSteps.ts';
import { returnExisting } from './returnExisting.ts';
import type { InputHeaders } from './sources.ts';

/** A job that has passed the checks of its submission. */
export interface NewJob extends Callback {
  id: string;
  caller: TenantCaller;
  files: NamedFile[];
  steps: Step[];
  inputs: JobInput[];
  inputHeaders?: InputHeaders | undefined;
  queue: WorkQueue;
  fileName?: string | undefined;
  failOnWarnings?: JobRecord['failOnWarnings'] | undefined;
  idempotencyId?: string | undefined;
  correlationId?: string | undefined;
  /** Receives what the job was counted with. */
  onReserved?: ((reservation: Reservation) => void) | undefined;
}

/**
 * Creates a job, in this order: counts it, writes its files to Blob Storage, creates its record, and sends its message
 * unless it is held.
 * @throws ConveyorError `too_many_jobs`, `quota_exceeded`; those of `takeUpload`
 */
export async function createJob(
  { id, caller, files, steps, inputs, queue, onReserved, ...given }: NewJob,
  services: JobServices,
): Promise<JobRecord> {
  const { inputHeaders, fileName, failOnWarnings, idempotencyId, correlationId } = given;
  const { jobs, clock, log } = services;
  const storedBytes = inputBytesOf(inputs);
  const reserved = await reserve({ id, ...caller, storedBytes }, services);
  onReserved?.(reserved);
  const visible = visibleSteps(steps);
  const complete = areComplete(visible, steps);
  const now = clock.now().toISOString();
  const trace = traceId();
  const job: JobRecord = {
    id,
    organisationId: caller.organisationId,
    callerId: caller.callerId,
    status: 'queued',
    queue,
    ...(reserved.got === 'hold' && { held: true }),
    steps: visible,
    ...(!complete && { stepsInBlob: true }),
    inputs,
    ...(inputHeaders && { inputHeadersInBlob: true }),
    ...(fileName !== undefined && { fileName }),
    ...(failOnWarnings && { failOnWarnings }),
    storedBytes,
    createdAt: now,
    enqueuedAt: now,
    attempt: 0,
    drains: 0,
    ...(await storedCallback(given, id, services)),
    ...(idempotencyId !== undefined && { idempotencyId }),
    ...(trace !== undefined && { traceId: trace }),
    ...(correlationId !== undefined && { correlationId }),
  };
  const uploads = [...new Set(inputs.flatMap(({ upload }) => upload?.id ?? []))];
  try {
    await takeAll(uploads, job, caller, services, () =>
      putAll(job, { files, steps, inputHeaders }, services),
    );
  } catch (error) {
    await undoUnlessCreated(job, reserved, services);
    throw error;
  }
  const created = await jobs.create(job);
  if (!created) return keepExisting(job, reserved, services);
  if (job.held) await sendIfFree(job, services);
  else await enqueue(job, created.sessionToken, services);
  // The uploads now belong to the job; the sweep removes entries that remain here.
  await Promise.all(uploads.map((upload) => removeUploadEntry(upload, caller, services))).catch(
    (error: unknown) => log.warn('The entry of an upload could not be removed.', { job: id, error }),
  );
  return job;
}

/** Returns the job that a concurrent identical request created first. */
async function keepExisting(
  job: JobRecord,
  reserved: Reservation,
  services: JobServices,
): Promise<JobRecord> {
  const { id, organisationId } = job;
  const existing = await services.jobs.read(partitionOf(job), id);
  const isOver = !existing || isTerminal(existing.record.status);
  // Both requests share a place, until the job has ended. A hold was counted twice.
  if (isOver || reserved.got === 'hold') await undoReservation(job, reserved, services);
  if (!existing) {
    // The job was deleted before or while these blobs were written, so nothing else deletes them.
    await services.blobs.deleteAll(blobContainerOf(organisationId), folderOf(id));
    throw new Error('The job was deleted during its submission.');
  }
  // An ended job has already deleted its secrets, and this request has written them again.
  if (isOver) await deleteSecrets(job, services);
  return returnExisting(existing, services);
}

/** Gives back the reservation of a job that was not stored. A concurrent identical request may have created the job. */
async function undoUnlessCreated(
  job: JobRecord,
  reserved: Reservation,
  services: JobServices,
): Promise<void> {
  try {
    if (!(await services.jobs.read(partitionOf(job), job.id))) await undoReservation(job, reserved, services);
  } catch (error) {
    services.log.warn('A reservation could not be undone and is left to the reconciliation.', {
      job: job.id,
      error,
    });
  }
}

/** The caller's last running job may have ended before this held job had a record that it could send. */
async function sendIfFree(job: JobRecord, services: JobServices): Promise<void> {
  try {
    await sendHeldOf(job, services);
  } catch (error) {
    services.log.warn('A held job is left to the reconciliation.', { job: job.id, error });
  }
}

/** Writes to Blob Storage what a request brings and the record does not hold. */
async function putAll(
  { id, organisationId, inputs, stepsInBlob }: JobRecord,
  { files, steps, inputHeaders }: Pick<NewJob, 'files' | 'steps' | 'inputHeaders'>,
  { blobs }: Pick<JobServices, 'blobs'>,
): Promise<void> {
  const container = blobContainerOf(organisationId);
  const putJson = (blob: string, value: unknown) =>
    blobs.put(container, blob, Buffer.from(JSON.stringify(value)), 'application/json');
  await Promise.all([
    ...files.map((file, index) =>
      blobs.put(container, inputBlob(id, index), file.bytes, inputs[index]?.contentType ?? ''),
    ),
    stepsInBlob && putJson(stepsBlob(id), steps),
    inputHeaders && putJson(inputHeadersBlob(id), inputHeaders),
  ]);
}

/**
 * Takes all uploads or none: if one is unavailable or `next` fails, releases the others for another job. `next` stores the
 * rest of the job, so nothing is stored if an upload is unavailable.
 */
async function takeAll(
  uploads: string[],
  job: JobRecord,
  caller: TenantCaller,
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
