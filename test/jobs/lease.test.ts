import { beforeEach, expect, test, vi } from 'vitest';
import { ConveyorError, type ErrorCode } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { browserJobsQueue } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { acquireLease } from '../../shared/jobs/work/lease.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
let caller: TenantCaller;
let job: JobRecord;
beforeEach(async () => {
  services = await testServices({ LEASE_SECONDS: '30' });
  caller = newDevice();
  job = await submit({ caller, files: [page], steps: toPdf }, services);
});
const now = async () => (await findOwn(job.id, caller, services)).record;

/** A conversion that runs until it is released. */
function slow() {
  const started = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const converter = converterThat(async (input) => {
    started.resolve();
    await released.promise;
    return converts(input);
  });
  return { converter, started: started.promise, release: released.resolve };
}

test('a worker keeps its lease while it works on the job', async () => {
  const { converter, started, release } = slow();
  const working = work(messageOf(job), converter, services);
  await started;
  const { leaseUntil } = await now();
  services.clock.advance({ seconds: 20 });
  await vi.waitFor(async () => expect((await now()).leaseUntil).not.toBe(leaseUntil), 30_000);
  services.clock.advance({ seconds: 20 });

  const other = converterThat(converts);
  await work(messageOf(job), other, services);
  expect(other.calls).toBe(0);
  expect(await reconcile(services)).toBe(0);
  release();
  await working;
  expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
});

test('a worker whose lease expired continues if no other worker acquired the job', async () => {
  const { converter, started, release } = slow();
  const working = work(messageOf(job), converter, services);
  await started;
  services.clock.advance({ seconds: 31 });
  await vi.waitFor(
    async () => expect(Date.parse((await now()).leaseUntil ?? '')).toBeGreaterThan(+services.clock.now()),
    30_000,
  );
  // Enqueueing the job again changes the record, which must not discard the result.
  await services.jobs.patch(['default', job.id], job.id, [
    { op: 'set', path: '/enqueuedAt', value: services.clock.now().toISOString() },
  ]);
  const { etag } = await findOwn(job.id, caller, services);
  const reads = vi.spyOn(services.jobs, 'read');
  await vi.waitFor(() => expect(reads.mock.results.length).toBeGreaterThan(1), 30_000);
  expect((await findOwn(job.id, caller, services)).etag).toBe(etag);
  release();
  await working;
  expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
});

const fails = (code: ErrorCode) => () => Promise.reject(new ConveyorError(code));

test.each([
  { becomes: { status: 'succeeded', attempt: 1 }, of: converts },
  { becomes: { status: 'queued', postponed: 1 }, of: fails('fetch_failed') },
  { becomes: { status: 'queued', attempt: 1 }, of: fails('engine_failed'), thrown: 'engine_failed' },
])('a job becomes $becomes although it was enqueued again just before', async ({ becomes, of, thrown }) => {
  const converter = converterThat(async (input) => {
    await services.jobs.patch(['default', job.id], job.id, [
      { op: 'set', path: '/enqueuedAt', value: services.clock.now().toISOString() },
    ]);
    return of(input);
  });
  expect(await work(messageOf(job), converter, services).catch(({ code }) => code)).toBe(thrown);
  expect(await now()).toMatchObject(becomes);
});

test('a job is enqueued again once as soon as its lease has expired', async () => {
  await acquireLease(job, services);
  expect(await reconcile(services)).toBe(0);
  const before = await services.queues.depth(browserJobsQueue);
  services.clock.advance({ seconds: 31 });
  const counts = await Promise.all([reconcile(services), reconcile(services)]);
  expect(counts.toSorted()).toEqual([0, 1]);
  expect(await services.queues.depth(browserJobsQueue)).toBe(before + 1);
  expect(await reconcile(services)).toBe(0);
  services.clock.advance({ seconds: 60 });
  expect(await reconcile(services)).toBe(0);

  await work(messageOf(job), converterThat(converts), services);
  expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
});
