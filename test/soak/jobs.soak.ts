import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
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

const count = Number(process.env.SOAK_JOBS ?? 1000);
const secondsBetweenKills = 8;
const clients = 6;
const documents = ['letter.docx', 'page.html', 'notes.md', 'budget.xlsx', 'slides.pptx'];
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
  const files = await Promise.all(
    documents.map(async (name) => ({
      name,
      bytes: await readFile(new URL(`../../examples/${name}`, import.meta.url)),
    })),
  );
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
  const ended: { id: string; status: string }[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const file = files[next++ % files.length];
        if (!file) return;
        const { id } = await api.submit(token, file);
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
    expect(record).toMatchObject({ status: 'succeeded', usage: { documents: 1 } });
    const left = await Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(record.id)));
    const attempts = new Set(left.map((name) => name.split('/')[1]));
    // A killed attempt may leave a result behind that the sweep takes; the winner's is there.
    expect(attempts).toContain(String(record.attempt));
  }

  seen.push(worker.host.pid, ...descendants(worker.host.pid));
  for (const app of [worker, batch, api]) await app.host.stop();
  await vi.waitFor(() => expect(seen.filter(isAlive)).toEqual([]), 30_000);
  await vi.waitFor(async () => expect(await engineFolders()).toEqual(before), 30_000);
});

/** What engines keep on disk while they run. */
async function engineFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('conveyor-engines-')).sort();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Aborted: it is over, and there is nothing to wait for.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
