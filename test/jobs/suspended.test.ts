import { beforeAll, describe, expect, test } from 'vitest';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submitPages, whereOf } from '../harness/fairness.ts';
import { changeOrganisation, newOrganisation } from '../harness/organisations.ts';
import { runJob } from '../harness/quotas.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});

const run = (job: JobRecord) => runJob(job, services);

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
