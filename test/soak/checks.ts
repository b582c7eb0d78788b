import { expect } from 'vitest';
import { folderOf } from '../../shared/jobs/files.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import type { Services } from '../../shared/services.ts';
import type { LedgerItem } from '../../shared/tenancy/ledger.ts';
import { blobContainerOf, defaultOrganisation } from '../../shared/tenancy/organisation.ts';
import type { App } from '../harness/app.ts';
import type { Kind } from './kinds.ts';

/** A job that a client submitted. */
export interface Submitted {
  id: string;
  kind: Kind;
  token: string;
}

const container = blobContainerOf(defaultOrganisation);

/** Exactly the submitted jobs exist, and each succeeded. */
export function expectAllSucceeded(records: JobRecord[], jobs: Submitted[]): void {
  const ids = new Set(records.map(({ id }) => id));
  expect(jobs.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(records).toHaveLength(jobs.length);
  expect(records.filter(({ status }) => status !== 'succeeded')).toEqual([]);
}

/** Each job has one ledger item with the expected values after repeated updates, and the usage API returns their sums. */
export async function expectBilled(jobs: Submitted[], api: App, services: Services): Promise<void> {
  for (let i = 0; i < 2; i++) await billJobs(services);
  const items = await Array.fromAsync(services.ledger.query<LedgerItem>({ text: 'SELECT * FROM c' }));
  expect(items).toHaveLength(jobs.length);
  const billed = new Map(items.map((item) => [item.id, item]));
  const wrong = jobs.flatMap(({ id, kind: { documents, pages } }) => {
    const item = billed.get(id);
    return item?.documents === documents && item.pages === pages ? [] : [{ id, documents, pages, item }];
  });
  expect(wrong).toEqual([]);

  for (const [token, own] of Map.groupBy(jobs, ({ token }) => token)) {
    const usage = (await (await api.call('GET', '/v1/usage', { token })).json()) as { total: object };
    const sum = (of: (kind: Kind) => number) => own.reduce((total, { kind }) => total + of(kind), 0);
    expect(usage.total).toMatchObject({
      jobs: own.length,
      documents: sum(({ documents }) => documents),
      pages: sum(({ pages }) => pages),
    });
  }
}

/** The result has the expected status, type and first bytes. */
export async function expectResult({ id, kind, token }: Submitted, api: App): Promise<void> {
  const answer = await api.call('GET', `/v1/jobs/${id}/result`, { token });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(
    {
      status: answer.status,
      contentType: answer.headers.get('content-type'),
      prefix: bytes.toString('latin1', 0, kind.prefix.length),
    },
    `result of ${id}`,
  ).toEqual({ status: 200, contentType: kind.contentType, prefix: kind.prefix });
}

/**
 * Every job has its input and the results of the successful attempt. A worker that was killed between a job's end and its
 * cleanup leaves blobs of earlier attempts for the sweep, of at most as many jobs as it held.
 * @param held the number of jobs that killed workers held
 */
export async function expectBlobs(records: JobRecord[], held: number, services: Services): Promise<void> {
  const names = new Set(await Array.fromAsync(services.blobs.list(container)));
  const leftovers = new Set<string>();
  for (const { id, attempt, inputs, results, archive } of records) {
    const expected = [
      ...inputs.map((_, index) => `input/${index}`),
      ...(results ?? []).map((_, index) => `${attempt}/${index}`),
      ...(archive ? [`${attempt}/archive`] : []),
    ].map((name) => folderOf(id) + name);
    for (const name of expected) expect(names.delete(name), name).toBe(true);
  }
  const attempts = new Map(records.map(({ id, attempt }) => [id, attempt]));
  for (const name of names) {
    const [id = '', attempt] = name.split('/');
    // Only attempts before the successful one may remain.
    expect(Number(attempt), name).toBeLessThan(attempts.get(id) ?? 0);
    leftovers.add(id);
  }
  console.log(`${leftovers.size} jobs have blobs of an earlier attempt.`);
  expect(leftovers.size).toBeLessThanOrEqual(held);
}

/** After the retention only the ledger remains. @param later services with a clock past the retention */
export async function expectAllSwept(jobs: Submitted[], later: Services): Promise<void> {
  // A sweep is limited in time; the next one continues.
  for (;;) {
    const { blobs, jobs: swept } = await sweepJobs(later);
    if (blobs + swept === 0) break;
  }
  expect(await Array.fromAsync(later.blobs.list(container))).toEqual([]);
  expect(await Array.fromAsync(later.jobs.query({ text: 'SELECT c.id FROM c' }))).toEqual([]);
  expect(await Array.fromAsync(later.ledger.query({ text: 'SELECT c.id FROM c' }))).toHaveLength(jobs.length);
}
