import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { notificationsQueue } from '../../shared/jobs/queues.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { usageOf } from '../../shared/tenancy/usage.ts';
import { startApp } from '../harness/app.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { startCrashingApp } from '../harness/crashingApp.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { selectCrashPoints } from '../harness/selectCrashPoints.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
let caller: TenantCaller;
beforeEach(async () => {
  services = await testServices();
  caller = newDevice();
});

async function done(who = caller) {
  const job = await submit({ caller: who, files: [page], steps: toPdf }, services);
  await work(messageOf(job), converterThat(converts), services);
  return job;
}
const used = async (who = caller) => (await usageOf({}, who, services)).total;
const oneJob = { documents: 1, pages: 1, bytesIn: 10, bytesOut: 28, engineMilliseconds: 5 };

describe('usage', () => {
  test('counts each job once when the ledger is updated repeatedly and concurrently', async () => {
    for (let count = 0; count < 3; count++) await done();
    expect(await Promise.all([billJobs(services), billJobs(services)]).then(([a, b]) => a + b)).toBe(3);
    expect(await billJobs(services)).toBe(0);
    expect(await used()).toEqual({
      jobs: 3,
      documents: 3,
      pages: 3,
      bytesIn: 30,
      bytesOut: 84,
      engineMilliseconds: 15,
    });
    await done();
    expect(await billJobs(services)).toBe(1);
    expect(await used()).toMatchObject({ jobs: 4 });
  });

  test('does not count cancelled and waiting jobs', async () => {
    const waiting = await submit({ caller, files: [page], steps: toPdf }, services);
    await submit({ caller, files: [page], steps: toPdf }, services);
    await cancel(waiting.id, caller, services);
    await billJobs(services);
    expect(await used()).toMatchObject({ jobs: 0 });
  });

  test('is grouped by the day on which a job ended, and separate for each caller', async () => {
    const first = services.clock.now().toISOString().slice(0, 10);
    await done();
    services.clock.advance({ days: 1 });
    await done();
    await done();
    const other = newDevice();
    await done(other);
    await billJobs(services);
    const second = services.clock.now().toISOString().slice(0, 10);
    const usage = await usageOf({}, caller, services);
    expect(usage.days).toMatchObject([
      { day: first, jobs: 1 },
      { day: second, jobs: 2 },
    ]);
    expect(usage.total).toMatchObject({ jobs: 3 });
    expect((await usageOf({ from: second }, caller, services)).total).toMatchObject({ jobs: 2 });
    expect((await usageOf({ from: first, to: first }, caller, services)).days).toEqual([
      { day: first, jobs: 1, ...oneJob },
    ]);
    expect(await used(other)).toMatchObject({ jobs: 1 });
  });

  test.each([
    ['2026-11-21', '2026-11-20'],
    ['2026-01-01', '2026-11-20'],
  ])('rejects the range from %s to %s', async (from, to) => {
    expect(await codeOf(usageOf({ from, to }, caller, services))).toBe('invalid_parameter');
  });

  test('includes jobs deleted before or after they were billed', async () => {
    const [one, two] = [await done(), await done()];
    await remove(one.id, caller, services);
    await billJobs(services);
    await remove(two.id, caller, services);
    await billJobs(services);
    expect(await used()).toMatchObject({ jobs: 2 });
  });

  test('includes a job that the sweep deletes before the ledger is updated', async () => {
    await done();
    services.clock.advance({ days: 15 });
    expect(await sweepJobs(services)).toMatchObject({ jobs: 1 });
    expect((await usageOf({}, caller, services)).total).toMatchObject({ jobs: 1 });
  });

  test('includes a job that the sweep deletes while the ledger is behind', async () => {
    await done();
    services.clock.advance({ days: 15 });
    // The backlog may exceed one billing run: this query returns no job at all.
    const jobs = Object.assign(Object.create(null), {
      query: (query: Parameters<TestServices['jobs']['query']>[0]) =>
        query.text.includes('ORDER BY c._ts') ? [] : services.jobs.query(query),
      delete: services.jobs.delete.bind(services.jobs),
    });
    expect(await sweepJobs({ ...services, jobs })).toMatchObject({ jobs: 1 });
    expect((await usageOf({}, caller, services)).total).toMatchObject({ jobs: 1 });
  });
});

describe('a ledger update that dies', () => {
  // Steps: read the mark, query the jobs, write three items, write the mark.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6]))
    test(`after ${after} steps counts each job exactly once`, async () => {
      for (let count = 0; count < 3; count++) await done();
      const { app, arm } = await startCrashingApp(after, {
        tenant: services.tenant,
        role: 'batch',
        main: 'test/harness/biller.ts',
      });
      await arm();
      await services.queues.send(notificationsQueue, {});
      expect(await app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await billJobs(services);
      expect(await used()).toMatchObject({ jobs: 3, documents: 3 });
      await done();
      await billJobs(services);
      expect(await used()).toMatchObject({ jobs: 4 });
    });
});

describe('an app that dies while deleting a job', () => {
  // Steps: read the device, read the job, write the item, list and delete blobs, delete the record.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6, 7]))
    test(`after ${after} steps counts the job once`, async () => {
      const { app, arm } = await startCrashingApp(after, { tenant: services.tenant, role: 'api' });
      const token = await app.register();
      const [callerId = ''] = token.split('.');
      const owner = { ...caller, callerId };
      const { id } = await done(owner);
      await arm();
      await expect(app.call('DELETE', `/v1/jobs/${id}`, { token })).rejects.toThrow();
      const next = await startApp({ tenant: services.tenant, role: 'api' });
      onTestFinished(() => next.host.stop());
      expect([204, 404]).toContain((await next.call('DELETE', `/v1/jobs/${id}`, { token })).status);
      await billJobs(services);
      expect(await used(owner)).toMatchObject({ jobs: 1 });
    });
});
