import { beforeAll, describe, expect, test } from 'vitest';
import { cancel } from '../../shared/jobs/cancel.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat } from '../harness/converters.ts';
import { codeOf, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { changeOrganisation, clientOf, newOrganisation } from '../harness/organisations.ts';
import { type QuotaTests, quota, quotaTests, refusalOf } from '../harness/quotas.ts';

let tests: QuotaTests;
beforeAll(async () => {
  tests = await quotaTests();
});

describe('a quota of pages', () => {
  test('admits jobs below its maximum, and counts pages once at the end of a job', async () => {
    const caller = await tests.organisationWith(quota('converted_pages', 2, 'month'));
    const [one, two, three] = [
      await tests.submitTo(caller),
      await tests.submitTo(caller),
      await tests.submitTo(caller),
    ];
    await tests.run(one);
    await tests.run(one);
    await cancel(three.id, caller, tests.services);
    expect(await tests.used(caller)).toEqual({ 'converted_pages:month': 1 });
    await tests.run(two);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({
      metric: 'converted_pages',
      used: 2,
      max: 2,
    });
    await remove(one.id, caller, tests.services);
    expect(await tests.used(caller)).toEqual({ 'converted_pages:month': 2 });
  });
});

describe('a quota of stored bytes', () => {
  const size = page.bytes.byteLength;

  test('counts inputs at submission, results at the end, and neither after deletion', async () => {
    const caller = await tests.organisationWith(quota('stored_bytes', 10 * size));
    const job = await tests.submitTo(caller);
    expect(await tests.used(caller)).toEqual({ 'stored_bytes:total': size });
    await tests.run(job);
    const { record } = (await tests.services.jobs.read([job.organisationId, job.id], job.id)) ?? {};
    const stored = size + 9 + (record?.archive?.size ?? Number.NaN);
    expect(record?.storedBytes).toBe(stored);
    expect(await tests.used(caller)).toEqual({ 'stored_bytes:total': stored });
    await remove(job.id, caller, tests.services);
    expect(await tests.used(caller)).toEqual({ 'stored_bytes:total': 0 });
  });

  test('refuses what does not fit in the rest', async () => {
    const caller = await tests.organisationWith(quota('stored_bytes', 2 * size - 1));
    await tests.submitTo(caller);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({ metric: 'stored_bytes', used: size });
    const small = { name: 'small.html', bytes: Buffer.from('<p>Hi') };
    expect((await submit({ caller, files: [small], steps: toPdf }, tests.services)).status).toBe('queued');
  });

  test('counts what was stored while there was no quota', async () => {
    const caller = await tests.organisationWith(quota('stored_bytes', 3 * size));
    await tests.submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 9, 'year')] }, tests.services);
    await tests.services.tiers.patch([caller.organisationId], caller.organisationId, [
      { op: 'set', path: '/quotas', value: [] },
    ]);
    tests.services.clock.advance({ seconds: 31 });
    await tests.submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('stored_bytes', 3 * size)] }, tests.services);
    tests.services.clock.advance({ hours: 4 });
    await tests.submitTo(caller);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({ used: 3 * size });
  });

  test('counts what was stored before the quota, and what the sweep deletes', async () => {
    const caller = await tests.organisationWith();
    await tests.submitTo(caller);
    await tests.submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('stored_bytes', 3 * size)] }, tests.services);
    await tests.submitTo(caller);
    expect(await refusalOf(tests.submitTo(caller))).toMatchObject({ used: 3 * size });
    tests.services.clock.advance({ days: 15 });
    await sweepJobs(tests.services);
    expect(await tests.used(caller)).toEqual({ 'stored_bytes:total': 0 });
  });
});

test('a quota of concurrent jobs counts places and holds', async () => {
  const quotas = [quota('concurrent_jobs', 3)];
  const caller = await newOrganisation(tests.services, { tier: { quotas, runningJobs: 1 } });
  const [one] = [await tests.submitTo(caller), await tests.submitTo(caller), await tests.submitTo(caller)];
  expect(await refusalOf(tests.submitTo(caller))).toMatchObject({ metric: 'concurrent_jobs', used: 3 });
  await tests.run(one);
  expect((await tests.submitTo(caller)).held).toBe(true);
});

test('all quotas of a submission and of an end fit into one patch of ten operations', async () => {
  const periods = ['hour', 'month', 'year'] as const;
  const caller = await tests.organisationWith(
    ...periods.flatMap((period) => [quota('submitted_jobs', 9, period), quota('converted_pages', 9, period)]),
    quota('stored_bytes', 9999),
    quota('concurrent_jobs', 9),
  );
  await tests.submitTo(caller);
  const operations: number[] = [];
  const counters = new Proxy(tests.services.counters, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'patch' || typeof value !== 'function') return value;
      return (...args: [string[], string, unknown[]]) => {
        operations.push(args[2].length);
        return value.apply(target, args);
      };
    },
  });
  const counting = { ...tests.services, counters };
  const job = await submit({ caller, files: [page], steps: toPdf }, counting);
  await work(messageOf(job), converterThat(gives({ 'one.txt': '1' })), counting);
  expect(operations).toEqual([6, 6]);
});

test('an organisation shares its places among its callers, in the order of submission', async () => {
  const caller = await newOrganisation(tests.services, { tier: { runningJobs: 1, waitingJobs: 1 } });
  const other = clientOf(caller.organisationId);
  const first = await tests.submitTo(caller);
  tests.services.clock.advance({ seconds: 1 });
  const second = await tests.submitTo(other);
  expect([first.held, second.held]).toEqual([undefined, true]);
  expect(await codeOf(tests.submitTo(caller))).toBe('too_many_jobs');
  await tests.run(first);
  await tests.run(second);
  expect((await tests.services.jobs.read([second.organisationId, second.id], second.id))?.record.status).toBe(
    'succeeded',
  );
});
