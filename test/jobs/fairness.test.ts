import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelJob } from '../../functions/api/cancelJob.ts';
import { submitJob } from '../../functions/api/submitJob.ts';
import { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { view } from '../../shared/jobs/view.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { failing } from '../harness/failing.ts';
import {
  counterFor,
  ids,
  jobsOf,
  recordingMessages,
  submitPage,
  submitPages,
  whereOf,
} from '../harness/fairness.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

let services: TestServices;
let sent: string[];
let caller: TenantCaller;
beforeAll(async () => {
  ({ services, sent } = recordingMessages(
    await testServices({ RUNNING_JOBS_PER_CALLER: '2', WAITING_JOBS_PER_CALLER: '5' }),
  ));
});
beforeEach(() => {
  caller = newDevice();
  sent.length = 0;
});

const submitOne = (idempotencyKey?: string) => submitPage(caller, services, idempotencyKey);
const submitMany = (count: number) => submitPages(count, caller, services);
const run = (job: JobRecord | undefined) =>
  work(messageOf(job as JobRecord), converterThat(converts), services);
const now = async (job: JobRecord | undefined) => (await findOwn(job?.id ?? '', caller, services)).record;
const counter = () => counterFor(caller, services);
const nothingCounted = { count: 0, held: 0, sent: [] };

describe('a job above the cap of its caller', () => {
  test('is held without a message, and the end of another job sends the next, oldest first', async () => {
    const [one, two, three, four] = await submitMany(4);
    expect(sent).toEqual(ids(one, two));
    expect([one, two, three, four].map((job) => job?.held)).toEqual([undefined, undefined, true, true]);
    expect(view(await now(three))).toMatchObject({ status: 'queued', held: true });
    expect(await counter()).toEqual({ count: 2, held: 2, sent: ids(one, two) });

    await run(two);
    expect(sent).toEqual(ids(one, two, three));
    expect(await counter()).toEqual({ count: 2, held: 1, sent: ids(one, three) });
    expect(await now(three)).not.toHaveProperty('held');
    for (const job of [one, three, four]) await run(job);
    expect(sent).toEqual(ids(one, two, three, four));
    expect(await counter()).toEqual(nothingCounted);
  });

  test('does not affect other callers', async () => {
    await submitMany(4);
    const other = await submit({ caller: newDevice(), files: [page], steps: toPdf }, services);
    expect(other).not.toHaveProperty('held');
    expect(sent).toContain(other.id);
  });

  test('is held although a place is free while older jobs are held', async () => {
    const [one, , three] = await submitMany(3);
    // The process that ended the job died before it gave back the place.
    await services.counters.patch(...whereOf(caller), [
      { op: 'remove', path: `/sent/${one?.id}` },
      { op: 'incr', path: '/count', value: -1 },
    ]);
    const four = await submitOne();
    expect(four.held).toBe(true);
    expect(sent.at(-1)).toBe(three?.id);
  });

  test('is not enqueued by the search for lost messages', async () => {
    const [, , three] = await submitMany(3);
    services.clock.advance({ minutes: 10 });
    await reconcile(services);
    await reconcileCounters(services);
    expect(sent).not.toContain(three?.id);
    expect(await now(three)).toMatchObject({ held: true });
  });

  test('is not run by a message that an earlier version sent', async () => {
    const [, , three] = await submitMany(3);
    await run(three);
    await handleJobPoison(messageOf(three as JobRecord), services);
    expect(await now(three)).toMatchObject({ status: 'queued', held: true, attempt: 0 });
    expect(sent).toHaveLength(2);
  });

  test.each<[string, (job: JobRecord) => Promise<unknown>]>([
    ['cancelled', (job) => cancel(job.id, caller, services)],
    ['deleted', (job) => remove(job.id, caller, services)],
  ])('is not sent after it was %s', async (_, end) => {
    const [one, two, three, four] = await submitMany(4);
    await end(three as JobRecord);
    expect(await counter()).toEqual({ count: 2, held: 1, sent: ids(one, two) });
    await run(one);
    expect(sent).toEqual(ids(one, two, four));
    for (const job of [two, four]) await run(job);
    expect(await counter()).toEqual(nothingCounted);
  });

  test('that expires is no longer counted', async () => {
    await submitMany(4);
    services.clock.advance({ days: 15 });
    await sweepJobs(services);
    await reconcileCounters(services);
    await reconcileCounters(services);
    expect(await counter()).toEqual(nothingCounted);
  });
});

describe('every end of a job sends the next:', () => {
  const fails = converterThat(() => Promise.reject(new ConveyorError('corrupt_file')));
  const throws = converterThat(() => Promise.reject(new ConveyorError('engine_failed')));
  test.each<[string, (job: JobRecord) => Promise<unknown>]>([
    ['failure', (job) => work(messageOf(job), fails, services)],
    ['cancellation', (job) => cancel(job.id, caller, services)],
    ['deletion', (job) => remove(job.id, caller, services)],
    [
      'the last attempt',
      async (job) => {
        for (let attempt = 0; attempt < 5; attempt++)
          await expect(work(messageOf(job), throws, services)).rejects.toThrow('engine_failed');
        expect(sent).toHaveLength(2);
        await handleJobPoison(messageOf(job), services);
      },
    ],
  ])('%s', async (_, end) => {
    const [one, two, three] = await submitMany(3);
    await end(one as JobRecord);
    expect(sent).toEqual(ids(one, two, three));
    expect(await counter()).toEqual({ count: 2, held: 0, sent: ids(two, three) });
  });

  test('only once when its message is redelivered', async () => {
    const [one, two, three] = await submitMany(5);
    await run(one);
    await run(one);
    await run(one);
    expect(await counter()).toEqual({ count: 2, held: 2, sent: ids(two, three) });
  });

  test('two at once, to two jobs', async () => {
    const [one, two, three, four] = await submitMany(5);
    await Promise.all([run(one), run(two)]);
    expect(sent.slice(2).toSorted()).toEqual(ids(three, four));
    expect(await counter()).toEqual({ count: 2, held: 1, sent: ids(three, four) });
  });
});

describe('concurrent requests of a caller', () => {
  test('never exceed the cap or the backlog', async () => {
    const submitting = Array.from({ length: 20 }, () =>
      codeOf(
        submit({ caller, files: [page], steps: toPdf }, services).then(({ held }) =>
          held ? 'held' : 'sent',
        ),
      ),
    );
    const outcomes = Object.groupBy(await Promise.all(submitting), (outcome) => outcome);
    expect(outcomes).toMatchObject({
      sent: { length: 2 },
      held: { length: 5 },
      too_many_jobs: { length: 13 },
    });
    expect(await counter()).toMatchObject({ count: 2, held: 5 });
    expect(await jobsOf(caller, services)).toHaveLength(7);
  });

  test('with one Idempotency-Key are counted once', async () => {
    for (const held of [undefined, undefined, true]) {
      const key = `key-${Math.random()}`;
      services.clock.advance({ seconds: 1 });
      const same = () => submit({ caller, files: [page], steps: toPdf, idempotencyKey: key }, services);
      const jobs = await Promise.all([same(), same(), same(), same()]);
      expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
      expect((await now(jobs[0])).held).toBe(held);
      await same();
    }
    expect(await counter()).toMatchObject({ count: 2, held: 1 });
    expect(await jobsOf(caller, services)).toHaveLength(3);
  });

  test('that end, cancel and submit jobs leave an exact count', async () => {
    const jobs = await submitMany(6);
    await Promise.all([
      ...jobs.slice(0, 2).map(run),
      ...jobs.slice(2, 4).map((job) => cancel(job.id, caller, services)),
      submitOne(),
    ]);
    const left = (await jobsOf(caller, services)).filter(({ status }) => status === 'queued');
    const expected = left.filter(({ held }) => !held);
    expect(await counter()).toEqual({ count: 2, held: left.length - 2, sent: ids(...expected) });
    for (let ended = 0; ended < left.length; ended++)
      await run((await jobsOf(caller, services)).find(({ status, held }) => status === 'queued' && !held));
    expect(await counter()).toEqual(nothingCounted);
  });
});

describe('a job that is rescheduled', () => {
  const unavailable = converterThat(() => Promise.reject(new ConveyorError('unavailable')));
  const postpone = (job: JobRecord | undefined) => work(messageOf(job as JobRecord), unavailable, services);

  test('gives its place to a held job, and takes one when its message arrives', async () => {
    const [one, two, three] = await submitMany(3);
    await postpone(one);
    expect(sent).toEqual(ids(one, two, one, three));
    expect(await counter()).toEqual({ count: 2, held: 0, sent: ids(two, three) });
    await run(two);
    await run(one);
    expect(await now(one)).toMatchObject({ status: 'succeeded', attempt: 2, postponed: 1 });
    await run(three);
    expect(await counter()).toEqual(nothingCounted);
  });

  test('is held without using an attempt when its message arrives and there is no place', async () => {
    const [one, two, three, four] = await submitMany(4);
    await postpone(one);
    await run(one);
    expect(await now(one)).toMatchObject({
      status: 'queued',
      held: true,
      attempt: 2,
      drains: 1,
      postponed: 1,
    });
    expect(await counter()).toEqual({ count: 2, held: 2, sent: ids(two, three) });
    // It is the oldest.
    await run(two);
    expect(sent.at(-1)).toBe(one?.id);
    for (const job of [one, three, four]) await run(job);
    expect(await now(one)).toMatchObject({ status: 'succeeded' });
    expect(await counter()).toEqual(nothingCounted);
  });

  test('keeps its place while it runs again and its message is delivered twice', async () => {
    const [one] = await submitMany(1);
    await postpone(one);
    const twice = converterThat(async (input) => {
      await run(one);
      expect(await counter()).toEqual({ count: 1, held: 0, sent: ids(one) });
      return converts(input);
    });
    await work(messageOf(one as JobRecord), twice, services);
    expect(await now(one)).toMatchObject({ status: 'succeeded' });
    expect(await counter()).toEqual(nothingCounted);
  });

  test('is not counted after it was cancelled', async () => {
    const [one] = await submitMany(1);
    await postpone(one);
    await cancel(one?.id ?? '', caller, services);
    expect(await counter()).toEqual(nothingCounted);
  });
});

test('a submission that is not stored is not counted', async () => {
  await submitMany(2);
  const full = { ...services, blobs: failing(services.blobs, 'put', 'The disk is full.') };
  for (const _ of [1, 2])
    await expect(submit({ caller, files: [page], steps: toPdf }, full)).rejects.toThrow('full');
  expect(await counter()).toMatchObject({ count: 2, held: 0 });
  await cancel((await jobsOf(caller, services))[0]?.id ?? '', caller, services);
  await expect(submit({ caller, files: [page], steps: toPdf }, full)).rejects.toThrow('full');
  expect(await counter()).toMatchObject({ count: 1, held: 0 });
});

describe('a caller with a full backlog', () => {
  test('is refused before the body is read, until one of its jobs has ended', async () => {
    const { token, uuid: callerId } = await register(undefined, services);
    caller = { ...caller, callerId };
    const jobs = await submitMany(7);
    let read = false;
    async function* body() {
      read = true;
      yield page.bytes;
    }
    const send = () =>
      call(submitJob, {
        services,
        path: '/?to=pdf&filename=page.html',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'text/html' },
        body: body(),
      });
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({
      code: 'too_many_jobs',
      retryable: true,
      waiting: 5,
      limit: 5,
    });
    expect(read).toBe(false);
    const other = await submit({ caller: newDevice(), files: [page], steps: toPdf }, services);
    expect(other.status).toBe('queued');

    const cancelled = await call(cancelJob, {
      services,
      params: { id: jobs[4]?.id ?? '' },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(cancelled.status).toBe(200);
    const accepted = await send();
    expect(accepted.status).toBe(202);
    expect(await accepted.json()).toMatchObject({ held: true });
  });

  test('is refused without a backlog if WAITING_JOBS_PER_CALLER is 0', async () => {
    const strict = await testServices(
      { RUNNING_JOBS_PER_CALLER: '1', WAITING_JOBS_PER_CALLER: '0' },
      services,
    );
    const send = () => submit({ caller, files: [page], steps: toPdf }, strict);
    const first = await send();
    expect(await codeOf(send())).toBe('too_many_jobs');
    await run(first);
    expect((await send()).status).toBe('queued');
  });
});

describe('the cost of counting, in operations on one small record', () => {
  /** The calls on the counters during `act`. */
  async function callsDuring(act: (counting: TestServices) => Promise<unknown>): Promise<string[]> {
    const calls: string[] = [];
    const counters = new Proxy(services.counters, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          calls.push(String(name));
          return value.apply(target, args);
        };
      },
    });
    await act({ ...services, counters });
    return calls;
  }
  const submitting = (counting: TestServices) => submit({ caller, files: [page], steps: toPdf }, counting);
  const running = (job: JobRecord | undefined) => (counting: TestServices) =>
    work(messageOf(job as JobRecord), converterThat(converts), counting);

  test('is one patch at submission and one at the end of a job below the cap', async () => {
    expect(await callsDuring(submitting)).toEqual(['patch', 'read', 'create']);
    expect(await callsDuring(submitting)).toEqual(['patch']);
    const [one] = await jobsOf(caller, services);
    expect(await callsDuring(running(one))).toEqual(['patch']);
    expect(await callsDuring(submitting)).toEqual(['patch']);
  });

  test('is two patches and two reads more for a held job', async () => {
    const [one] = await submitMany(2);
    expect(await callsDuring(submitting)).toEqual(['patch', 'read', 'patch', 'read']);
    // The end of another job gives it a place.
    expect(await callsDuring(running(one))).toEqual(['patch', 'patch']);
  });

  test('does not grow with the backlog', async () => {
    await submitMany(7);
    const stored = await services.counters.read(...whereOf(caller));
    expect(JSON.stringify(stored?.record).length).toBeLessThan(1024);
  });
});
