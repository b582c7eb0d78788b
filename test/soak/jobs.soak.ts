import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import { residentBytes } from '../../shared/conversion/residentBytes.ts';
import { billJobs } from '../../shared/jobs/bill.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import { reconcile } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { createServices } from '../../shared/services.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type App, startApp } from '../harness/app.ts';
import { descendants, isAlive, killAll } from '../harness/processes.ts';
import { TestLog } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';

// Thousands of jobs with the real engines, while workers and their engines are killed at random.

const count = Number(process.env.SOAK_JOBS ?? 5000);
const secondsBetweenKills = 8;
const clients = 6;
const toPdf = { type: 'convert', to: 'pdf' };
/** What the jobs are: one of each kind in turn. */
const kinds = [
  { files: ['letter.docx'], steps: [toPdf] },
  { files: ['page.html'], steps: [toPdf, { type: 'rotate', angle: 90 }] },
  { files: ['notes.md'], steps: [toPdf, { type: 'watermark', text: 'Draft' }] },
  { files: ['budget.xlsx'], steps: [{ type: 'convert', to: 'ods' }] },
  { files: ['slides.pptx'], steps: [toPdf, { type: 'images', format: 'png' }] },
  { files: ['invoice.docx', 'invoice.json'], steps: [{ type: 'render', dataFile: 'invoice.json' }, toPdf] },
  { files: ['letter.docx', 'notes.md'], steps: [toPdf, { type: 'merge' }] },
  { files: ['page.html'], steps: [{ type: 'screenshot' }, { type: 'thumbnail' }] },
];
const settings = {
  JOB_SECONDS: '20',
  LEASE_MARGIN_SECONDS: '1',
  RECONCILE_SECONDS: '5',
  LOG_LEVEL: 'warn',
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
};

test(`${count} jobs with random kills: none is lost, none is done twice, nothing is left behind`, async () => {
  const place = await tenant();
  const services = createServices(readConfiguration({ ...place.environment(), ...settings }), {
    log: new TestLog(),
  });
  const api = await startApp({ tenant: place, role: 'api', settings });
  const batch = await startApp({ tenant: place, role: 'batch', settings });
  const bodies = await Promise.all(kinds.map(bodyOf));
  const token = await api.register();
  const before = await engineFolders();

  let worker: App = await startApp({ tenant: place, role: 'convert', settings });
  const seen: number[] = [];
  const over = new AbortController();
  let kills = 0;
  const killing = (async () => {
    while (!over.signal.aborted) {
      await pause(secondsBetweenKills * 1000, over.signal);
      const family = descendants(worker.host.pid);
      seen.push(worker.host.pid, ...family);
      const engine = family[Math.floor(Math.random() * family.length)];
      kills++;
      if (engine !== undefined && Math.random() < 0.5) killAll([engine]);
      else {
        await worker.host.kill();
        worker = await startApp({ tenant: place, role: 'convert', settings });
      }
    }
  })();
  const reconciling = (async () => {
    while (!over.signal.aborted) {
      await reconcile(services);
      await pause(2000, over.signal);
    }
  })();

  let next = 0;
  let resident = 0;
  const ended: { id: string; status: string }[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const body = bodies[next++ % bodies.length];
        if (!body) return;
        if (ended.length === Math.floor(count / 5)) resident = residentBytes(api.host.pid);
        const answer = await api.call('POST', '/v1/jobs', { token, body });
        const { id } = (await answer.json()) as { id: string };
        ended.push(await api.ended(token, id));
      }
    }),
  );
  over.abort();
  await Promise.all([killing, reconciling]);

  const records = await Array.fromAsync(services.jobs.query<JobRecord>({ text: 'SELECT * FROM c' }));
  const statuses = Object.groupBy(records, ({ status }) => status);
  console.log({
    kills,
    ...Object.fromEntries(Object.entries(statuses).map(([name, list]) => [name, list?.length])),
  });
  expect(records).toHaveLength(count);
  for (const record of records) {
    expect(record, JSON.stringify(record.error)).toMatchObject({ status: 'succeeded' });
    const left = await Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(record.id)));
    const attempts = new Set(left.map((name) => name.split('/')[1]));
    // A killed attempt may leave a result behind that the sweep takes; the winner's is there.
    expect(attempts).toContain(String(record.attempt));
  }

  // Billed once each, however often the bill is made out.
  for (let i = 0; i < 2; i++) await billJobs(services);
  const billed = await Array.fromAsync(services.ledger.query({ text: 'SELECT * FROM c' }));
  expect(billed.map(({ id }) => id).toSorted()).toEqual(records.map(({ id }) => id).toSorted());

  // The app that took them all has grown no further than its garbage, which comes and goes.
  expect(residentBytes(api.host.pid)).toBeLessThan(resident * 1.5 + 100 * 1024 ** 2);

  seen.push(worker.host.pid, ...descendants(worker.host.pid));
  for (const app of [worker, batch, api]) await app.host.stop();
  await vi.waitFor(() => expect(seen.filter(isAlive)).toEqual([]), 30_000);
  await vi.waitFor(async () => expect(await engineFolders()).toEqual(before), 30_000);
});

/** A job as the form that submits it. */
async function bodyOf({ files, steps }: (typeof kinds)[number]): Promise<FormData> {
  const form = new FormData();
  form.set('steps', JSON.stringify(steps));
  for (const name of files)
    form.append('file', new Blob([await readFile(new URL(`../../examples/${name}`, import.meta.url))]), name);
  return form;
}

/** What engines keep on disk while they run. */
async function engineFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('conveyor-engines-')).sort();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Aborted: it is over, and there is nothing to wait for.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
