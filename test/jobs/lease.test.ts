import { beforeEach, expect, test, vi } from 'vitest';
import { ConveyorError, type ErrorCode } from '../../shared/errors.ts';
import type { CallerOf } from '../../shared/identity/authenticate.ts';
import { find } from '../../shared/jobs/find.ts';
import { acquireLease } from '../../shared/jobs/lease.ts';
import { jobsQueue } from '../../shared/jobs/message.ts';
import { reconcile } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { work } from '../../shared/jobs/work.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
let caller: CallerOf<'device'>;
let job: JobRecord;
beforeEach(async () => {
  services = await testServices({ LEASE_SECONDS: '30' });
  caller = newDevice();
  job = await submit({ caller, files: [page], steps: toPdf }, services);
});
const now = async () => (await find(job.id, caller, services)).record;

/** A conversion that goes on until it is let go. */
function slow() {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const converter = converterThat(async (input) => {
    begun.resolve();
    await released.promise;
    return converts(input);
  });
  return { converter, begun: begun.promise, release: released.resolve };
}

test('a worker holds its job for as long as it works on it', async () => {
  const { converter, begun, release } = slow();
  const working = work(messageOf(job), converter, services);
  await begun;
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

test('a worker that was not heard of goes on where nobody took its job', async () => {
  const { converter, begun, release } = slow();
  const working = work(messageOf(job), converter, services);
  await begun;
  services.clock.advance({ seconds: 31 });
  await vi.waitFor(
    async () => expect(Date.parse((await now()).leaseUntil ?? '')).toBeGreaterThan(+services.clock.now()),
    30_000,
  );
  // Sending it again changes the record, which is no reason to throw a result away.
  await services.jobs.patch(['default', job.id], job.id, [
    { op: 'set', path: '/enqueuedAt', value: services.clock.now().toISOString() },
  ]);
  const { etag } = await find(job.id, caller, services);
  const looks = vi.spyOn(services.jobs, 'read');
  await vi.waitFor(() => expect(looks.mock.results.length).toBeGreaterThan(1), 30_000);
  expect((await find(job.id, caller, services)).etag).toBe(etag);
  release();
  await working;
  expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
});

const fails = (code: ErrorCode) => () => Promise.reject(new ConveyorError(code));

test.each([
  { becomes: { status: 'succeeded', attempt: 1 }, of: converts },
  { becomes: { status: 'queued', postponed: 1 }, of: fails('fetch_failed') },
  { becomes: { status: 'queued', attempt: 1 }, of: fails('engine_failed'), thrown: 'engine_failed' },
])('a job becomes $becomes although it was sent again just before', async ({ becomes, of, thrown }) => {
  const converter = converterThat(async (input) => {
    await services.jobs.patch(['default', job.id], job.id, [
      { op: 'set', path: '/enqueuedAt', value: services.clock.now().toISOString() },
    ]);
    return of(input);
  });
  expect(await work(messageOf(job), converter, services).catch(({ code }) => code)).toBe(thrown);
  expect(await now()).toMatchObject(becomes);
});

test('a job whose worker is silent is sent again as soon as its lease has run out, once', async () => {
  await acquireLease(job, services);
  expect(await reconcile(services)).toBe(0);
  const before = await services.queues.depth(jobsQueue);
  services.clock.advance({ seconds: 31 });
  const counts = await Promise.all([reconcile(services), reconcile(services)]);
  expect(counts.toSorted()).toEqual([0, 1]);
  expect(await services.queues.depth(jobsQueue)).toBe(before + 1);
  expect(await reconcile(services)).toBe(0);
  services.clock.advance({ seconds: 60 });
  expect(await reconcile(services)).toBe(0);

  await work(messageOf(job), converterThat(converts), services);
  expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
});
