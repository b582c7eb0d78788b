import type { Stored } from '../azure/cosmos.ts';
import type { InputFile } from '../conversion/converter.ts';
import { checkInput } from '../conversion/inputChecks.ts';
import { planSteps } from '../conversion/plan.ts';
import type { Step } from '../conversion/steps.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { inputBlob } from './files.ts';
import { claim } from './idempotency.ts';
import { newJobId } from './jobId.ts';
import { enqueue } from './message.ts';
import { type JobFile, type JobRecord, partitionOf } from './record.ts';

export interface Submission {
  caller: CallerOf<'device'>;
  files: InputFile[];
  steps: Step[];
  idempotencyKey?: string | undefined;
}

/**
 * Takes a job: checks its files, puts them in Blob Storage, writes its record, sends its message, in this order.
 * Whatever dies in between leaves a blob that the sweep takes, or a record that the reconciliation sends again.
 * @throws ConveyorError of the input checks, or `idempotency_key_reused`.
 */
export async function submit(submission: Submission, services: Services): Promise<JobRecord> {
  const { caller, files, steps, idempotencyKey } = submission;
  const { jobs, blobs, clock } = services;
  planSteps(
    files.map(({ name }) => name),
    steps,
  );
  const formats = await Promise.all(files.map((file) => checkInput(file)));

  const freshId = newJobId(services);
  const claimed =
    idempotencyKey === undefined
      ? undefined
      : await claim(idempotencyKey, { ...submission, jobId: freshId }, services);
  const id = claimed?.jobId ?? freshId;
  if (id !== freshId) {
    const existing = await jobs.read([caller.organisationId, id], id);
    if (existing) return again(existing, services);
  }

  const inputs: JobFile[] = files.map((file, index) => ({
    name: file.name,
    contentType: formats[index]?.contentType ?? 'application/octet-stream',
    size: file.bytes.byteLength,
  }));
  const container = blobContainerOf(caller.organisationId);
  await Promise.all(
    files.map((file, index) =>
      blobs.put(container, inputBlob(id, index), file.bytes, inputs[index]?.contentType ?? ''),
    ),
  );

  const now = clock.now().toISOString();
  const job: JobRecord = {
    id,
    organisationId: caller.organisationId,
    deviceId: caller.deviceId,
    status: 'queued',
    steps,
    inputs,
    createdAt: now,
    enqueuedAt: now,
    attempt: 0,
    drains: 0,
    ...(claimed && { idempotencyId: claimed.id }),
  };
  const created = await jobs.create(job);
  if (!created) {
    // The same request came twice at once: the other one was first.
    const existing = await jobs.read(partitionOf(job), id);
    if (!existing) throw new Error('A job was there and is gone.');
    return again(existing, services);
  }
  await enqueue(job, created.sessionToken, services);
  return job;
}

/** A repeated request. Its first try may have died before its message was sent. */
async function again({ record, sessionToken }: Stored<JobRecord>, services: Services): Promise<JobRecord> {
  if (record.status === 'queued') await enqueue(record, sessionToken, services);
  return record;
}
