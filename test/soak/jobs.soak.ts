import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { createServices, queues } from '../../shared/services.ts';
import { startApp } from '../harness/app.ts';
import { TestClock, TestLog } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';
import {
  expectAllSucceeded,
  expectAllSwept,
  expectBilled,
  expectBlobs,
  expectResult,
  type Submitted,
} from './checks.ts';
import { Killer } from './killer.ts';
import { bodyOf, type Kind, kinds } from './kinds.ts';
import { Samples } from './samples.ts';

// Thousands of jobs with real engines, while workers and engines are killed at random.

const count = Number(process.env.SOAK_JOBS ?? 5000);
/** Separate devices. More than a worker runs at once, so that it has work while the jobs of a killed worker wait. */
const clients = 24;
/** Ended jobs between two strikes. */
const jobsBetweenStrikes = { least: 40, most: 90 };
/** Share of the jobs after which the kills stop; the rest shows whether memory grows. */
const killShare = 0.8;
/** The result of every n-th job is fetched, and of each job with more than one attempt. */
const fetchEvery = 20;
/** Maximum jobs per worker: batchSize and newBatchThreshold in host.json, for each of two queues. */
const heldAtOnce = 12;
/** A slower job is logged with its record. */
const slowSeconds = 60;
const settings = {
  JOB_SECONDS: '20',
  LEASE_SECONDS: '5',
  RECONCILE_SECONDS: '5',
  LOG_LEVEL: 'warn',
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
  // Ten minutes in Azure; shortened so that it expires during the soak.
  AzureFunctionsJobHost__extensions__queues__messageLease: '00:01:00',
};

test(`${count} jobs with random kills: each succeeds and is billed once, and nothing is left behind`, async () => {
  const place = await tenant();
  const temporary = await mkdtemp(join(tmpdir(), 'conveyor-soak-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const options = { tenant: place, settings: { ...settings, TMPDIR: temporary } };
  const services = createServices(readConfiguration({ ...place.environment(), ...settings }), {
    log: new TestLog(),
  });
  const api = await startApp({ ...options, role: 'api' });
  const batch = await startApp({ ...options, role: 'batch' });
  const killer = await Killer.of(() => startApp({ ...options, role: 'convert' }), services);
  onTestFailed(() =>
    console.log(...[api, batch, killer.worker].flatMap(({ host }) => [host.output.join('\n'), '\n'])),
  );
  const samples = new Samples();
  const jobs: Submitted[] = [];
  let ended = 0;

  const over = new AbortController();
  const killing = (async () => {
    for (
      let next = pick(jobsBetweenStrikes);
      next < count * killShare;
      next = ended + pick(jobsBetweenStrikes)
    ) {
      while (ended < next && !over.signal.aborted) await pause(100, over.signal);
      // A random delay, so that strikes do not coincide with the end of a job.
      await pause(Math.random() * 2000, over.signal);
      if (over.signal.aborted) return;
      await killer.strike();
    }
  })();
  const reconciling = repeat(2000, over.signal, () => reconcile(services));
  const began = performance.now();
  const sampling = repeat(2000, over.signal, async () => {
    samples.take('api', api.host.pid);
    samples.take('worker', killer.worker.host.pid);
  });
  const reporting = repeat(30_000, over.signal, async () => {
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${ended} of ${count} ended in ${Math.round(seconds)} s (${(ended / seconds).toFixed(1)}/s), ${killer.kills} kills; ${samples.latest('api')}; ${samples.latest('worker')}`,
    );
  });

  const submitting = Promise.all(
    Array.from({ length: clients }, async () => {
      const token = await api.register();
      while (jobs.length < count) {
        const kind = kinds[jobs.length % kinds.length] as Kind;
        const job = { id: '', kind, token };
        jobs.push(job);
        const answer = await api.call('POST', '/v1/jobs', { token, body: await bodyOf(kind) });
        expect(answer.status).toBe(202);
        job.id = ((await answer.json()) as { id: string }).id;
        expect(await api.ended(token, job.id)).toMatchObject({ status: 'succeeded' });
        ended++;
      }
    }),
  ).finally(() => over.abort());
  await Promise.all([submitting, killing, reconciling, sampling, reporting]);
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${ended} jobs in ${Math.round(seconds)} s: ${(ended / seconds).toFixed(1)}/s; kills:`,
    killer.counts,
    `and ${killer.skipped} skipped; memory in MB and open files, early and late:`,
    { api: samples.means('api'), worker: samples.means('worker') },
  );

  const records = await Array.fromAsync(services.jobs.query<JobRecord>({ text: 'SELECT * FROM c' }));
  logAttempts(records);
  expectAllSucceeded(records, jobs);
  await expectBilled(jobs, api, services);
  const retried = new Set(records.filter(({ attempt }) => attempt > 1).map(({ id }) => id));
  for (const [index, job] of jobs.entries())
    if (index % fetchEvery === 0 || retried.has(job.id)) await expectResult(job, api);
  await expectBlobs(records, killer.counts.host * heldAtOnce, services);
  for (const queue of queues)
    await vi.waitFor(
      async () => expect({ queue, depth: await services.queues.depth(queue) }).toEqual({ queue, depth: 0 }),
      { timeout: 120_000, interval: 1000 },
    );
  for (const name of ['api', 'worker']) samples.expectNoGrowth(name);

  await killer.stop();
  for (const app of [batch, api]) await app.host.stop();
  expect(await readdir(temporary)).toEqual([]);

  const clock = new TestClock(new Date(Date.now() + 15 * 86_400_000));
  await expectAllSwept(jobs, { ...services, clock });
});

/** Calls `work` at intervals until the signal aborts. */
async function repeat(
  milliseconds: number,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<void> {
  for (;;) {
    await pause(milliseconds, signal);
    if (signal.aborted) return;
    await work();
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // An abort ends the pause early.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

const pick = ({ least, most }: { least: number; most: number }) => least + Math.random() * (most - least);

/** Logs the number of attempts and the slow jobs. */
function logAttempts(records: JobRecord[]): void {
  const tried = Object.entries(Object.groupBy(records, ({ attempt }) => attempt));
  console.log('Jobs by attempts:', Object.fromEntries(tried.map(([times, some]) => [times, some?.length])));
  const secondsOf = ({ createdAt, endedAt = createdAt }: JobRecord) =>
    (Date.parse(endedAt) - Date.parse(createdAt)) / 1000;
  const slow = records.filter((record) => secondsOf(record) > slowSeconds);
  console.log(`${slow.length} jobs took longer than ${slowSeconds} s.`);
  for (const record of slow) {
    const { id, attempt, drains, createdAt, enqueuedAt, startedAt, endedAt } = record;
    console.log({
      id,
      seconds: secondsOf(record),
      attempt,
      drains,
      createdAt,
      enqueuedAt,
      startedAt,
      endedAt,
    });
  }
}
