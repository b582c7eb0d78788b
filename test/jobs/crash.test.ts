import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import { reconcile } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submit.ts';
import type { Services } from '../../shared/services.ts';
import { createServices } from '../../shared/services.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type App, startApp } from '../harness/app.ts';
import { startCrashingApp } from '../harness/crashingApp.ts';
import { selectCrashPoints } from '../harness/selectCrashPoints.ts';
import { TestLog } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { listen } from '../outbound/listener.ts';

// Each app is a separate process that is killed with SIGKILL after the n-th response of storage or Cosmos DB, so that
// submission and work are interrupted between every two steps.

const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
const quick = {
  WORKER: 'converts',
  RECONCILE_SECONDS: '1',
  OUTBOUND_ALLOW: '127.0.0.1',
};
const worker = { role: 'convert', main: 'test/harness/worker.ts' } as const;

let place: Tenant;
let api: App;
let token: string;
let services: Services;
// A tenant per test: a leftover message of another test would add a step.
beforeEach(async () => {
  place = await tenant();
  services = createServices(readConfiguration({ ...place.environment(), ...quick }), { log: new TestLog() });
  api = await startApp({ tenant: place, role: 'api' });
  token = await api.register();
  return () => api.host.stop();
});

const crashingApp = (after: number, options: Parameters<typeof startApp>[0]) =>
  startCrashingApp(after, { ...options, tenant: place, settings: quick });

async function recordsOf(deviceToken: string): Promise<JobRecord[]> {
  const deviceId = deviceToken.split('.')[0] ?? '';
  return Array.fromAsync(
    services.jobs.query<JobRecord>({
      text: 'SELECT * FROM c WHERE c.deviceId = @device',
      parameters: { device: deviceId },
    }),
  );
}

describe('an app that dies during a submission', () => {
  // Steps: read the device, write the claim, input, record and message. With one step more the response must arrive.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6]))
    test(`after ${after} steps: repeating the request gives one job that can be run`, async () => {
      const { app, arm } = await crashingApp(after, { role: 'api' });
      await arm();
      const headers = { 'idempotency-key': `key-${after}` };
      const first = await app.submit(token, page, { headers }).catch(() => undefined);
      // A submission has five steps, so with six it completes.
      expect(first === undefined).toBe(after <= 5);

      const second = await api.submit(token, page, { headers });
      if (first) expect(second.id).toBe(first.id);
      expect(await recordsOf(token)).toMatchObject([{ id: second.id, status: 'queued' }]);
      expect(await services.blobs.get(blobContainerOf('default'), `${second.id}/input/0`)).toEqual(
        page.bytes,
      );
    });
});

describe('an app that dies during a submission with an upload', () => {
  // Steps: read the device, read the upload, write the claim, take the upload, write the record, send the message, remove
  // the upload entry.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6, 7, 8]))
    test(`after ${after} steps: repeating the request gives one job that has the upload`, async () => {
      const created = await api.call('POST', '/v1/uploads', {
        token,
        body: JSON.stringify({ name: page.name }),
        headers: { 'content-type': 'application/json' },
      });
      const {
        id: upload,
        url,
        headers,
      } = (await created.json()) as {
        id: string;
        url: string;
        headers: Record<string, string>;
      };
      expect((await fetch(url, { method: 'PUT', headers, body: page.bytes })).status).toBe(201);
      const submitTo = (app: App) =>
        app.call('POST', '/v1/jobs', {
          token,
          body: JSON.stringify({ to: 'pdf', inputs: [{ upload }] }),
          headers: { 'content-type': 'application/json', 'idempotency-key': 'upload' },
        });
      const { app, arm } = await crashingApp(after, { role: 'api' });
      await arm();
      const first = await submitTo(app).catch(() => undefined);
      expect(first === undefined).toBe(after <= 7);

      const second = await submitTo(api);
      expect(second.status).toBe(202);
      const { id } = (await second.json()) as { id: string };
      expect(await recordsOf(token)).toMatchObject([
        { id, status: 'queued', inputs: [{ upload: { id: upload } }] },
      ]);
      const working = await startApp({ tenant: place, ...worker, settings: quick });
      onTestFinished(() => working.host.stop());
      expect(await api.ended(token, id)).toMatchObject({ status: 'succeeded' });
    });
});

describe('a worker that dies after a URL did not answer', () => {
  // Steps: acquire the job, postpone it, send the next message, delete the message.
  for (const after of selectCrashPoints([1, 2, 3, 4]))
    test(`after ${after} steps: another worker fetches the URL`, async () => {
      let status = 503;
      const origin = await listen((_, response) => response.writeHead(status).end(page.bytes));
      onTestFinished(() => origin.close());
      const crashing = await crashingApp(after, worker);
      await crashing.arm();
      const { id } = await submit(
        {
          caller: { kind: 'device', organisationId: 'default', deviceId: token.split('.')[0] ?? '' },
          files: [],
          sources: [{ url: `http://127.0.0.1:${origin.port}/page.html` }],
          steps: [{ type: 'convert', to: 'pdf' }],
        },
        services,
      );
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      status = 200;
      const next = await startApp({ tenant: place, ...worker, settings: quick });
      onTestFinished(() => next.host.stop());
      const stop = keepReconciling();
      const ended = await api.ended(token, id);
      await stop();
      expect(ended).toMatchObject({ status: 'succeeded' });
    });
});

describe('a worker that dies', () => {
  // Steps: acquire the job, read the input, write the result, end the job, delete the message.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5]))
    test(`after ${after} steps: another worker ends the job, once`, async () => {
      const crashing = await crashingApp(after, worker);
      await crashing.arm();
      const { id } = await api.submit(token, page);
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });

      const next = await startApp({ tenant: place, ...worker, settings: quick });
      onTestFinished(() => next.host.stop());
      const stop = keepReconciling();
      const ended = await api.ended(token, id);
      await stop();

      expect(ended).toMatchObject({ status: 'succeeded', usage: { documents: 1 } });
      const { record } = (await services.jobs.read(['default', id], id)) ?? {};
      const left = await Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(id)));
      expect(left).toEqual([`${id}/${record?.attempt}/0`, `${id}/input/0`]);
      // A worker that dies after the end of the job causes no second attempt.
      expect(record?.attempt).toBe(after <= 3 ? 2 : 1);
    });
});

/** Runs the reconciliation continuously, as its timer would at intervals. */
function keepReconciling(): () => Promise<void> {
  const stopped = new AbortController();
  const running = (async () => {
    while (!stopped.signal.aborted) await reconcile(services);
  })();
  return async () => {
    stopped.abort();
    await running;
  };
}
