import { beforeAll, describe, expect, test } from 'vitest';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { work } from '../../shared/jobs/work/work.ts';
import type { Quota } from '../../shared/tenancy/quotas/quota.ts';
import { converterThat } from '../harness/converters.ts';
import { codeOf, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { changeOrganisation, clientOf, newOrganisation } from '../harness/organisations.ts';
import { quota, refusalOf, runJob, submitOne, usedBy } from '../harness/quotas.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices({ RUNNING_JOBS_PER_CALLER: '100', WAITING_JOBS_PER_CALLER: '100' });
});

const organisationWith = (...quotas: Quota[]) => newOrganisation(services, { tier: { quotas } });
const submitTo = (caller: TenantCaller, idempotencyKey?: string) =>
  submitOne(caller, services, idempotencyKey);
const run = (job: JobRecord) => runJob(job, services);
const used = (caller: TenantCaller) => usedBy(caller, services);

describe('a quota of pages', () => {
  test('admits jobs below its maximum, and counts pages once at the end of a job', async () => {
    const caller = await organisationWith(quota('converted_pages', 2, 'month'));
    const [one, two, three] = [await submitTo(caller), await submitTo(caller), await submitTo(caller)];
    await run(one);
    await run(one);
    await cancel(three.id, caller, services);
    expect(await used(caller)).toEqual({ 'converted_pages:month': 1 });
    await run(two);
    expect(await refusalOf(submitTo(caller))).toMatchObject({ metric: 'converted_pages', used: 2, max: 2 });
    await remove(one.id, caller, services);
    expect(await used(caller)).toEqual({ 'converted_pages:month': 2 });
  });
});

describe('a quota of stored bytes', () => {
  const size = page.bytes.byteLength;

  test('counts inputs at submission, results at the end, and neither after deletion', async () => {
    const caller = await organisationWith(quota('stored_bytes', 10 * size));
    const job = await submitTo(caller);
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
    await submitTo(caller);
    expect(await refusalOf(submitTo(caller))).toMatchObject({ metric: 'stored_bytes', used: size });
    const small = { name: 'small.html', bytes: Buffer.from('<p>Hi') };
    expect((await submit({ caller, files: [small], steps: toPdf }, services)).status).toBe('queued');
  });

  test('counts what was stored while there was no quota', async () => {
    const caller = await organisationWith(quota('stored_bytes', 3 * size));
    await submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('submitted_jobs', 9, 'year')] }, services);
    await services.tiers.patch([caller.organisationId], caller.organisationId, [
      { op: 'set', path: '/quotas', value: [] },
    ]);
    services.clock.advance({ seconds: 31 });
    await submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('stored_bytes', 3 * size)] }, services);
    services.clock.advance({ hours: 4 });
    await submitTo(caller);
    expect(await refusalOf(submitTo(caller))).toMatchObject({ used: 3 * size });
  });

  test('counts what was stored before the quota, and what the sweep deletes', async () => {
    const caller = await organisationWith();
    await submitTo(caller);
    await submitTo(caller);
    await changeOrganisation(caller, { quotas: [quota('stored_bytes', 3 * size)] }, services);
    await submitTo(caller);
    expect(await refusalOf(submitTo(caller))).toMatchObject({ used: 3 * size });
    services.clock.advance({ days: 15 });
    await sweepJobs(services);
    expect(await used(caller)).toEqual({ 'stored_bytes:total': 0 });
  });
});

test('a quota of concurrent jobs counts places and holds', async () => {
  const quotas = [quota('concurrent_jobs', 3)];
  const caller = await newOrganisation(services, { tier: { quotas, runningJobs: 1 } });
  const [one] = [await submitTo(caller), await submitTo(caller), await submitTo(caller)];
  expect(await refusalOf(submitTo(caller))).toMatchObject({ metric: 'concurrent_jobs', used: 3 });
  await run(one);
  expect((await submitTo(caller)).held).toBe(true);
});

test('all quotas of a submission and of an end fit into one patch of ten operations', async () => {
  const periods = ['hour', 'month', 'year'] as const;
  const caller = await organisationWith(
    ...periods.flatMap((period) => [quota('submitted_jobs', 9, period), quota('converted_pages', 9, period)]),
    quota('stored_bytes', 9999),
    quota('concurrent_jobs', 9),
  );
  await submitTo(caller);
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
  const first = await submitTo(caller);
  services.clock.advance({ seconds: 1 });
  const second = await submitTo(other);
  expect([first.held, second.held]).toEqual([undefined, true]);
  expect(await codeOf(submitTo(caller))).toBe('too_many_jobs');
  await run(first);
  await run(second);
  expect((await services.jobs.read([second.organisationId, second.id], second.id))?.record.status).toBe(
    'succeeded',
  );
});
