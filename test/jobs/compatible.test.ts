import { beforeAll, expect, test } from 'vitest';
import { cancel } from '../../shared/jobs/cancel.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { newJobId } from '../../shared/jobs/jobId.ts';
import { jobMessageSchema } from '../../shared/jobs/message.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { result } from '../../shared/jobs/results/result.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { jobView, view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

// Both versions run during a slot swap, so this version must read what the previous one wrote.

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});
const caller = newDevice();

/** A job as version 0.1 wrote it: without uploads, URLs and callbacks, with its steps in the record. */
async function previousVersionJob(changes: Partial<JobRecord> = {}): Promise<JobRecord> {
  const now = services.clock.now().toISOString();
  const job: JobRecord = {
    id: newJobId(services),
    organisationId: 'default',
    callerId: caller.callerId,
    status: 'queued',
    steps: toPdf,
    inputs: [{ name: page.name, contentType: 'text/html', size: page.bytes.length }],
    createdAt: now,
    enqueuedAt: now,
    attempt: 0,
    drains: 0,
    ...changes,
  };
  const container = blobContainerOf('default');
  await services.blobs.put(container, `${job.id}/input/0`, page.bytes, 'text/html');
  await services.jobs.create(job);
  return job;
}

test('a job of the previous version is converted, returned, billed and deleted', async () => {
  const job = await previousVersionJob();
  const message = jobMessageSchema.parse({ ...messageOf(job), traceparent: undefined, later: 1 });
  await work(message, converterThat(converts), services);
  const { record } = await findOwn(job.id, caller, services);
  expect(jobView.parse(view(record))).toMatchObject({
    status: 'succeeded',
    results: [{ name: 'page.html.pdf' }],
  });
  expect((await result(job.id, 0, caller, services)).etag).toBe(`"${job.id}.1"`);
  await remove(job.id, caller, services);
  expect(await services.jobs.read(['default', job.id], job.id)).toBeUndefined();
  expect(await Array.fromAsync(services.ledger.query({ text: 'SELECT * FROM c' }))).toHaveLength(1);
});

test('a running job of the previous version is taken over when its lease has expired', async () => {
  const now = services.clock.now().toISOString();
  const job = await previousVersionJob({ status: 'running', attempt: 1, startedAt: now, leaseUntil: now });
  services.clock.advance({ minutes: 1 });
  await work(messageOf(job), converterThat(converts), services);
  expect((await findOwn(job.id, caller, services)).record).toMatchObject({ status: 'succeeded', attempt: 2 });
});

test('a job can be cancelled and keeps fields that a newer version wrote', async () => {
  const job = await previousVersionJob({ somethingNew: true } as Partial<JobRecord>);
  await cancel(job.id, caller, services);
  const { record } = await findOwn(job.id, caller, services);
  expect(record).toMatchObject({ status: 'cancelled', somethingNew: true });
  expect(view(record)).not.toHaveProperty('somethingNew');
});
