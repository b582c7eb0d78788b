import type { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { work } from '../../shared/jobs/work/work.ts';
import type { Quota } from '../../shared/tenancy/quotas/quota.ts';
import { converterThat } from './converters.ts';
import { whereOf } from './fairness.ts';
import { gives, messageOf, page, toPdf } from './jobs.ts';
import { newOrganisation } from './organisations.ts';
import { type TestServices, testServices } from './services.ts';

export const quota = (metric: Quota['metric'], max: number, period: Quota['period'] = 'total'): Quota => ({
  metric,
  max,
  period,
});

/** Runs a job whose two results have 9 bytes together, and one page. */
export const runJob = (job: JobRecord, services: TestServices) =>
  work(messageOf(job), converterThat(gives({ 'one.txt': '12345', 'two.txt': '6789' })), services);

/** The amounts of a caller’s counter, without the starts of their periods. */
export async function usedBy(caller: TenantCaller, services: TestServices): Promise<Record<string, number>> {
  const counter = await services.counters.read(...whereOf(caller));
  return Object.fromEntries(
    Object.entries(counter?.record.used ?? {}).map(([key, value]) => [key.replace(/:[^:]*$/, ''), value]),
  );
}

export type QuotaTests = Awaited<ReturnType<typeof quotaTests>>;

/** Organisations with quotas and their jobs, in one tenant. */
export async function quotaTests() {
  const services = await testServices({ RUNNING_JOBS_PER_CALLER: '100', WAITING_JOBS_PER_CALLER: '100' });
  const organisationWith = (...quotas: Quota[]) => newOrganisation(services, { tier: { quotas } });
  const submitTo = (caller: TenantCaller, idempotencyKey?: string) =>
    submit({ caller, files: [page], steps: toPdf, idempotencyKey }, services);
  const run = (job: JobRecord) => runJob(job, services);
  const used = (caller: TenantCaller) => usedBy(caller, services);
  return { services, organisationWith, submitTo, run, used };
}

/** What the response of a refused request says; `undefined` if it is not refused. */
export const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, members, headers }: ConveyorError) => ({ code, ...members, headers }),
  );
