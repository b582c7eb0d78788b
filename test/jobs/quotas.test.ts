import { beforeAll, describe, expect, test } from 'vitest';
import { submitJob } from '../../functions/api/submitJob.ts';
import { register } from '../../shared/identity/register.ts';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import { reserve } from '../../shared/jobs/fairness/reserve.ts';
import { newJobId } from '../../shared/jobs/jobId.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { failing } from '../harness/failing.ts';
import { codeOf, page, toPdf } from '../harness/jobs.ts';
import { changeOrganisation, clientOf, newOrganisation } from '../harness/organisations.ts';
import { type QuotaTests, quota, quotaTests, refusalOf } from '../harness/quotas.ts';
import { call, problem } from '../http/call.ts';

let tests: QuotaTests;
beforeAll(async () => {
  tests = await quotaTests();
});

describe('a quota of submissions', () => {
  test('of 50 accepts exactly 50 of 200 concurrent ones, by two callers of the organisation', async () => {
    const caller = await tests.organisationWith(quota('submitted_jobs', 50, 'total'));
    const other = clientOf(caller.organisationId);
    // What a submission does before it stores anything.
    const reserved = (index: number) =>
      reserve(
        { ...(index % 2 ? caller : other), id: newJobId(tests.services), storedBytes: 9 },
        tests.services,
      );
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => codeOf(reserved(index).then(() => 'accepted'))),
    );
    expect(Object.groupBy(outcomes, (outcome) => outcome)).toMatchObject({
      accepted: { length: 50 },
      quota_exceeded: { length: 150 },
    });
    expect(await tests.used(caller)).toEqual({ 'submitted_jobs:total': 50 });
  });

  test('says what is used up and when it resets, and applies again in the next period', async () => {
    const caller = await tests.organisationWith(
      quota('submitted_jobs', 2, 'hour'),
      quota('submitted_jobs', 3, 'day'),
    );
    const { clock } = tests.services;
    const tomorrow = new Date(Math.ceil(clock.now().getTime() / 86_400_000) * 86_400_000);
    clock.advance({ seconds: (tomorrow.getTime() - clock.now().getTime()) / 1000 - 3700 });
    // A burst before the end of an hour, and one after it.
    const burst = () =>
      Promise.all([1, 2, 3].map(() => codeOf(tests.submitTo(caller).then(() => 'accepted'))));
    expect((await burst()).toSorted()).toEqual(['accepted', 'accepted', 'quota_exceeded']);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({
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
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({
      period: 'day',
      used: 3,
      reset: tomorrow.toISOString(),
    });
    clock.advance({ hours: 1 });
    expect((await burst()).toSorted()).toEqual(['accepted', 'accepted', 'quota_exceeded']);
  });

  test('counts a repeated submission once, and a deleted job', async () => {
    const caller = await tests.organisationWith(quota('submitted_jobs', 1, 'year'));
    const job = await tests.submitTo(caller, 'key');
    expect((await tests.submitTo(caller, 'key')).id).toBe(job.id);
    await tests.run(job);
    expect((await tests.submitTo(caller, 'key')).id).toBe(job.id);
    await remove(job.id, caller, tests.services);
    expect(await codeOf(tests.submitTo(caller))).toBe('quota_exceeded');
  });

  test('does not count a submission that fails', async () => {
    const caller = await tests.organisationWith(quota('submitted_jobs', 1, 'year'));
    const blobs = failing(tests.services.blobs, 'put', 'No space.');
    await expect(
      submit({ caller, files: [page], steps: toPdf }, { ...tests.services, blobs }),
    ).rejects.toThrow('No space.');
    expect(await tests.used(caller)).toEqual({ 'submitted_jobs:year': 0 });
    expect((await tests.submitTo(caller)).status).toBe('queued');
  });

  test.each([1, 0])(
    'does not count one that dies with %i free places before its job exists',
    async (free) => {
      const caller = await newOrganisation(tests.services, {
        tier: { quotas: [quota('submitted_jobs', 3, 'year')], runningJobs: 1 },
      });
      if (free === 0) await tests.submitTo(caller);
      const jobs = failing(tests.services.jobs, 'create', 'Died.');
      await expect(
        submit({ caller, files: [page], steps: toPdf }, { ...tests.services, jobs }),
      ).rejects.toThrow('Died.');
      const before = await tests.used(caller);
      tests.services.clock.advance({ minutes: 6 });
      await reconcileCounters(tests.services);
      expect(
        (before['submitted_jobs:year'] ?? 0) - ((await tests.used(caller))['submitted_jobs:year'] ?? 0),
      ).toBe(1);
    },
  );

  test('of the organisation replaces that of its tier, also downwards', async () => {
    const caller = await tests.organisationWith(
      quota('submitted_jobs', 1, 'day'),
      quota('submitted_jobs', 9, 'year'),
    );
    await tests.submitTo(caller);
    expect(await codeOf(tests.submitTo(caller))).toBe('quota_exceeded');
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 3, 'day')] }, tests.services);
    await tests.submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 1, 'day')] }, tests.services);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({ max: 1, used: 2 });
  });
});

describe('over HTTP', () => {
  const send = (token: string, headers: Record<string, string> = {}) =>
    call(submitJob, {
      services: tests.services,
      path: '/v1/jobs?to=pdf&filename=page.html',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/html', ...headers },
      body: page.bytes,
    });

  test('each device of the default organisation has quotas of its own, which responses state', async () => {
    await tests.services.tiers.create({
      id: 'default',
      name: 'Default',
      quotas: [quota('submitted_jobs', 1, 'year')],
    });
    tests.services.clock.advance({ seconds: 31 });
    const [one, two] = [await register(undefined, tests.services), await register(undefined, tests.services)];
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
