import { beforeAll, describe, expect, test } from 'vitest';
import { submitJob } from '../../functions/api/submitJob.ts';
import type { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import { reserve } from '../../shared/jobs/fairness/reserve.ts';
import { newJobId } from '../../shared/jobs/jobId.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { work } from '../../shared/jobs/work/work.ts';
import type { Quota } from '../../shared/tenancy/quotas/quota.ts';
import { converterThat } from '../harness/converters.ts';
import { failing } from '../harness/failing.ts';
import { submitPages, whereOf } from '../harness/fairness.ts';
import { codeOf, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { changeOrganisation, clientOf, newOrganisation } from '../harness/organisations.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices({ RUNNING_JOBS_PER_CALLER: '100', WAITING_JOBS_PER_CALLER: '100' });
});

const quota = (metric: Quota['metric'], max: number, period: Quota['period'] = 'total'): Quota => ({
  metric,
  max,
  period,
});
const organisationWith = (...quotas: Quota[]) => newOrganisation(services, { tier: { quotas } });
const submitOne = (caller: TenantCaller, idempotencyKey?: string) =>
  submit({ caller, files: [page], steps: toPdf, idempotencyKey }, services);
const run = (job: JobRecord) =>
  work(messageOf(job), converterThat(gives({ 'one.txt': '12345', 'two.txt': '6789' })), services);
/** The amounts of a caller’s counter, without the dates of their periods. */
async function used(caller: TenantCaller): Promise<Record<string, number>> {
  const counter = await services.counters.read(...whereOf(caller));
  return Object.fromEntries(
    Object.entries(counter?.record.used ?? {}).map(([key, value]) => [key.replace(/:[^:]*$/, ''), value]),
  );
}
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, members, headers }: ConveyorError) => ({ code, ...members, headers }),
  );

describe('a quota of submissions', () => {
  test('of 50 accepts exactly 50 of 200 concurrent ones, by two callers of the organisation', async () => {
    const caller = await organisationWith(quota('submitted_jobs', 50, 'total'));
    const other = clientOf(caller.organisationId);
    // What a submission does before it stores anything.
    const reserved = (index: number) =>
      reserve({ ...(index % 2 ? caller : other), id: newJobId(services), storedBytes: 9 }, services);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => codeOf(reserved(index).then(() => 'accepted'))),
    );
    expect(Object.groupBy(outcomes, (outcome) => outcome)).toMatchObject({
      accepted: { length: 50 },
      quota_exceeded: { length: 150 },
    });
    expect(await used(caller)).toEqual({ 'submitted_jobs:total': 50 });
  });

  test('says what is used up and when it resets, and applies again in the next period', async () => {
    const caller = await organisationWith(
      quota('submitted_jobs', 2, 'hour'),
      quota('submitted_jobs', 3, 'day'),
    );
    const { clock } = services;
    const tomorrow = new Date(Math.ceil(clock.now().getTime() / 86_400_000) * 86_400_000);
    clock.advance({ seconds: (tomorrow.getTime() - clock.now().getTime()) / 1000 - 3700 });
    // A burst before the end of an hour, and one after it.
    const burst = () => Promise.all([1, 2, 3].map(() => codeOf(submitOne(caller).then(() => 'accepted'))));
    expect((await burst()).toSorted()).toEqual(['accepted', 'accepted', 'quota_exceeded']);
    expect(await refusal(submitOne(caller))).toMatchObject({
      code: 'quota_exceeded',
      metric: 'submitted_jobs',
      period: 'hour',
      max: 2,
      used: 2,
      reset: new Date(tomorrow.getTime() - 3_600_000).toISOString(),
      headers: {
        'retry-after': '100',
        'ratelimit-policy': '"submitted_jobs-hour";q=2;w=3600',
        ratelimit: '"submitted_jobs-hour";r=0;t=100',
      },
    });
    clock.advance({ seconds: 100 });
    expect((await burst()).toSorted()).toEqual(['accepted', 'quota_exceeded', 'quota_exceeded']);
    expect(await refusal(submitOne(caller))).toMatchObject({
      period: 'day',
      used: 3,
      reset: tomorrow.toISOString(),
    });
    clock.advance({ hours: 1 });
    expect((await burst()).toSorted()).toEqual(['accepted', 'accepted', 'quota_exceeded']);
  });

  test('counts a repeated submission once, and a deleted job', async () => {
    const caller = await organisationWith(quota('submitted_jobs', 1, 'year'));
    const job = await submitOne(caller, 'key');
    expect((await submitOne(caller, 'key')).id).toBe(job.id);
    await run(job);
    expect((await submitOne(caller, 'key')).id).toBe(job.id);
    await remove(job.id, caller, services);
    expect(await codeOf(submitOne(caller))).toBe('quota_exceeded');
  });

  test('does not count a submission that fails', async () => {
    const caller = await organisationWith(quota('submitted_jobs', 1, 'year'));
    const blobs = failing(services.blobs, 'put', 'No space.');
    await expect(submit({ caller, files: [page], steps: toPdf }, { ...services, blobs })).rejects.toThrow(
      'No space.',
    );
    expect(await used(caller)).toEqual({ 'submitted_jobs:year': 0 });
    expect((await submitOne(caller)).status).toBe('queued');
  });

  test.each([1, 0])(
    'does not count one that dies with %i free places before its job exists',
    async (runningJobs) => {
      const caller = await newOrganisation(services, {
        tier: { quotas: [quota('submitted_jobs', 3, 'year')], runningJobs: 1 },
      });
      if (runningJobs === 0) await submitOne(caller);
      const jobs = failing(services.jobs, 'create', 'Died.');
      await expect(submit({ caller, files: [page], steps: toPdf }, { ...services, jobs })).rejects.toThrow(
        'Died.',
      );
      const before = await used(caller);
      services.clock.advance({ minutes: 6 });
      await reconcileCounters(services);
      expect((before['submitted_jobs:year'] ?? 0) - ((await used(caller))['submitted_jobs:year'] ?? 0)).toBe(
        1,
      );
    },
  );

  test('of the organisation replaces that of its tier, also downwards', async () => {
    const caller = await organisationWith(
      quota('submitted_jobs', 1, 'day'),
      quota('submitted_jobs', 9, 'year'),
    );
    await submitOne(caller);
    expect(await codeOf(submitOne(caller))).toBe('quota_exceeded');
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 3, 'day')] }, services);
    await submitOne(caller);
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 1, 'day')] }, services);
    expect(await refusal(submitOne(caller))).toMatchObject({ max: 1, used: 2 });
  });
});

describe('a quota of pages', () => {
  test('admits jobs below its maximum, and counts pages once at the end of a job', async () => {
    const caller = await organisationWith(quota('converted_pages', 2, 'month'));
    const [one, two, three] = [await submitOne(caller), await submitOne(caller), await submitOne(caller)];
    await run(one);
    await run(one);
    await cancel(three.id, caller, services);
    expect(await used(caller)).toEqual({ 'converted_pages:month': 1 });
    await run(two);
    expect(await refusal(submitOne(caller))).toMatchObject({ metric: 'converted_pages', used: 2, max: 2 });
    await remove(one.id, caller, services);
    expect(await used(caller)).toEqual({ 'converted_pages:month': 2 });
  });
});

describe('a quota of stored bytes', () => {
  const size = page.bytes.byteLength;

  test('counts inputs at submission, results at the end, and neither after deletion', async () => {
    const caller = await organisationWith(quota('stored_bytes', 10 * size));
    const job = await submitOne(caller);
    expect(await used(caller)).toEqual({ 'stored_bytes:total': size });
    await run(job);
    const { record } = (await services.jobs.read([job.organisationId, job.id], job.id)) ?? {};
    const stored = size + 9 + (record?.archive?.size ?? Number.NaN);
    expect(record?.storedBytes).toBe(stored);
    expect(await used(caller)).toEqual({ 'stored_bytes:total': stored });
    await remove(job.id, caller, services);
    expect(await used(caller)).toEqual({ 'stored_bytes:total': 0 });
  });

  test('refuses what does not fit in the rest', async () => {
    const caller = await organisationWith(quota('stored_bytes', 2 * size - 1));
    await submitOne(caller);
    expect(await refusal(submitOne(caller))).toMatchObject({ metric: 'stored_bytes', used: size });
    const small = { name: 'small.html', bytes: Buffer.from('<p>Hi') };
    expect((await submit({ caller, files: [small], steps: toPdf }, services)).status).toBe('queued');
  });

  test('counts what was stored before the quota, and what the sweep deletes', async () => {
    const caller = await organisationWith();
    await submitOne(caller);
    await submitOne(caller);
    await changeOrganisation(caller, { quotas: [quota('stored_bytes', 3 * size)] }, services);
    await submitOne(caller);
    expect(await refusal(submitOne(caller))).toMatchObject({ used: 3 * size });
    services.clock.advance({ days: 15 });
    await sweepJobs(services);
    expect(await used(caller)).toEqual({ 'stored_bytes:total': 0 });
  });
});

test('a quota of concurrent jobs counts places and holds', async () => {
  const quotas = [quota('concurrent_jobs', 3)];
  const caller = await newOrganisation(services, { tier: { quotas, runningJobs: 1 } });
  const [one] = [await submitOne(caller), await submitOne(caller), await submitOne(caller)];
  expect(await refusal(submitOne(caller))).toMatchObject({ metric: 'concurrent_jobs', used: 3 });
  await run(one);
  expect((await submitOne(caller)).held).toBe(true);
});

test('all quotas of a submission and of an end fit into one patch of ten operations', async () => {
  const periods = ['hour', 'month', 'year'] as const;
  const caller = await organisationWith(
    ...periods.flatMap((period) => [quota('submitted_jobs', 9, period), quota('converted_pages', 9, period)]),
    quota('stored_bytes', 9999),
    quota('concurrent_jobs', 9),
  );
  await submitOne(caller);
  const operations: number[] = [];
  const counters = new Proxy(services.counters, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'patch' || typeof value !== 'function') return value;
      return (...args: [string[], string, unknown[]]) => {
        operations.push(args[2].length);
        return value.apply(target, args);
      };
    },
  });
  const counting = { ...services, counters };
  const job = await submit({ caller, files: [page], steps: toPdf }, counting);
  await work(messageOf(job), converterThat(gives({ 'one.txt': '1' })), counting);
  expect(operations).toEqual([6, 6]);
});

test('an organisation shares its places among its callers, in the order of submission', async () => {
  const caller = await newOrganisation(services, { tier: { runningJobs: 1, waitingJobs: 1 } });
  const other = clientOf(caller.organisationId);
  const first = await submitOne(caller);
  services.clock.advance({ seconds: 1 });
  const second = await submitOne(other);
  expect([first.held, second.held]).toEqual([undefined, true]);
  expect(await codeOf(submitOne(caller))).toBe('too_many_jobs');
  await run(first);
  await run(second);
  expect((await services.jobs.read([second.organisationId, second.id], second.id))?.record.status).toBe(
    'succeeded',
  );
});

describe('over HTTP', () => {
  const send = (token: string, headers: Record<string, string> = {}) =>
    call(submitJob, {
      services,
      path: '/v1/jobs?to=pdf&filename=page.html',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/html', ...headers },
      body: page.bytes,
    });

  test('each device of the default organisation has quotas of its own, which responses state', async () => {
    await services.tiers.create({
      id: 'default',
      name: 'Default',
      quotas: [quota('submitted_jobs', 1, 'year')],
    });
    services.clock.advance({ seconds: 31 });
    const [one, two] = [await register(undefined, services), await register(undefined, services)];
    const first = await send(one.token, { 'idempotency-key': 'key' });
    expect([first.status, first.headers.get('ratelimit')]).toEqual([
      202,
      expect.stringMatching(/^"submitted_jobs-year";r=0;t=\d+$/),
    ]);
    const refused = await send(one.token);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(refused)).toMatchObject({
      code: 'quota_exceeded',
      metric: 'submitted_jobs',
      used: 1,
    });
    // The same job, which the response that the client may have lost belongs to.
    const repeated = await send(one.token, { 'idempotency-key': 'key' });
    expect([repeated.status, repeated.headers.get('location')]).toEqual([202, first.headers.get('location')]);
    expect((await send(two.token)).status).toBe(202);
  });
});

describe('while an organisation is suspended', () => {
  test('its waiting jobs are held without an attempt, and are sent when it is active again', async () => {
    const caller = await newOrganisation(services, { tier: { runningJobs: 2 } });
    const jobs = await submitPages(3, caller, services);
    const records = async () =>
      Promise.all(
        jobs.map(async ({ id }) => (await services.jobs.read([caller.organisationId, id], id))?.record),
      );
    await changeOrganisation(caller, { status: 'suspended' }, services);
    for (const job of jobs) await run(job);
    for (const job of jobs) await run(job);
    const waiting = { status: 'queued', held: true, attempt: 0 };
    expect(await records()).toMatchObject([waiting, waiting, waiting]);
    await reconcileCounters(services);
    const counted = await services.counters.read(...whereOf(caller));
    expect(counted?.record).toMatchObject({ count: 0, held: 3, sent: {} });
    await changeOrganisation(caller, { status: 'active' }, services);
    await reconcileCounters(services);
    expect((await records()).map((job) => job?.held)).toEqual([undefined, undefined, true]);
    for (const job of jobs) await run(job);
    expect(await records()).toMatchObject(jobs.map(() => ({ status: 'succeeded', attempt: 1 })));
  });
});
