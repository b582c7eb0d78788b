import { beforeEach, expect, test, vi } from 'vitest';
import { type App, appForThisTest, withoutLibreOffice } from '../harness/app.ts';
import { descendants, isAlive } from '../harness/processes.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';

// Jobs whose host is killed or shut down. Every app runs in its own process.

const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
/** A submission of the page that keeps an engine for 3 seconds. */
function slowSubmission(): FormData {
  const body = new FormData();
  body.set('steps', JSON.stringify([{ type: 'convert', to: 'pdf', waitDelay: '3s' }]));
  body.set('file', new Blob([page.bytes]), page.name);
  return body;
}
const quick = {
  JOB_SECONDS: '20',
  LEASE_SECONDS: '3',
  RECONCILE_SECONDS: '1',
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
};
const worker = { role: 'convert', main: 'test/harness/worker.ts' } as const;

let ownTenant: Tenant;
let api: App;
let token: string;
beforeEach(async () => {
  ownTenant = await tenant();
  api = await appForThisTest({ tenant: ownTenant, role: 'api' });
  token = await api.register();
});

async function untilRunning(id: string): Promise<void> {
  await vi.waitFor(async () => {
    const job = await (await api.call('GET', `/v1/jobs/${id}`, { token })).json();
    expect(job).toMatchObject({ status: 'running' });
  }, 60_000);
}

test('engines of a killed worker exit, and another worker completes its job once', async () => {
  const settings = { ...quick, ...withoutLibreOffice };
  const first = await appForThisTest({ tenant: ownTenant, role: 'convert', settings });
  const { id } = await api.submit(token, page, { body: slowSubmission() });
  await untilRunning(id);
  const engines = descendants(first.host.pid);
  expect(engines.length).toBeGreaterThan(0);
  await first.host.kill();
  await vi.waitFor(() => expect(engines.filter(isAlive)).toEqual([]), 30_000);

  await appForThisTest({ tenant: ownTenant, role: 'convert', settings });
  const batch = await appForThisTest({ tenant: ownTenant, role: 'batch', settings: quick });
  const stopped = new AbortController();
  // The timer runs only once a minute.
  const reconciling = (async () => {
    while (!stopped.signal.aborted) {
      await batch.call('POST', '/admin/functions/reconcileJobs', {
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  })();
  const job = await api.ended(token, id);
  stopped.abort();
  await reconciling;
  expect(job).toMatchObject({ status: 'succeeded', usage: { documents: 1, pages: 1 } });
  expect(job.results).toHaveLength(1);
});

test('a draining host releases its job immediately', async () => {
  const first = await appForThisTest({
    tenant: ownTenant,
    ...worker,
    settings: { ...quick, WORKER: 'hangs' },
  });
  const { id } = await api.submit(token, page);
  await untilRunning(id);
  await first.host.stop();
  // Without the release, its message would be invisible for ten minutes.
  await appForThisTest({ tenant: ownTenant, ...worker, settings: { ...quick, WORKER: 'converts' } });
  expect(await api.ended(token, id)).toMatchObject({ status: 'succeeded' });
});

test('a job fails with attempts_exhausted after five failed attempts', async () => {
  await appForThisTest({ tenant: ownTenant, ...worker, settings: { ...quick, WORKER: 'fails' } });
  await appForThisTest({ tenant: ownTenant, role: 'batch', settings: quick });
  const { id } = await api.submit(token, page);
  expect(await api.ended(token, id)).toMatchObject({
    status: 'failed',
    error: { code: 'attempts_exhausted', detail: expect.stringContaining('5 times'), retryable: true },
  });
});
