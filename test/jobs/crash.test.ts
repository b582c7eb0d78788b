import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { isTerminal } from '../../shared/jobs/states.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { work } from '../../shared/jobs/work/work.ts';
import type { Services } from '../../shared/services.ts';
import { createServices } from '../../shared/services.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type App, type AppOptions, appForThisTest } from '../harness/app.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { startCrashingApp } from '../harness/crashingApp.ts';
import { deviceCaller, page, toPdf } from '../harness/jobs.ts';
import { selectCrashPoints } from '../harness/selectCrashPoints.ts';
import { TestLog } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { listen } from '../outbound/listener.ts';

// Each app is a separate process that is killed with SIGKILL after the n-th response of storage or Cosmos DB, so that
// submission and work are interrupted between every two steps.

const quick = {
  WORKER: 'converts',
  RECONCILE_SECONDS: '1',
  OUTBOUND_ALLOW: '127.0.0.1',
};
const worker = { role: 'convert', main: 'test/harness/worker.ts' } as const;

let place: Tenant;
let token: string;
let caller: TenantCaller;
let services: Services;
// A tenant per test: a leftover message of another test would add a step.
beforeEach(async () => {
  place = await tenant();
  services = createServices(readConfiguration({ ...place.environment(), ...quick }), { log: new TestLog() });
  const registered = await register(undefined, services);
  ({ token } = registered);
  caller = deviceCaller(registered.uuid);
});

const crashingApp = (after: number, options: AppOptions) =>
  startCrashingApp(after, { ...options, tenant: place, settings: quick });

/** Starts an app that does not die; it stops with the test. */
const steadyApp = (options: AppOptions) => appForThisTest({ ...options, tenant: place, settings: quick });

const records = (): Promise<JobRecord[]> =>
  Array.fromAsync(
    services.jobs.query<JobRecord>({
      text: 'SELECT * FROM c WHERE c.callerId = @device',
      parameters: { device: caller.callerId },
    }),
  );
const recordOf = async (id: string) => (await services.jobs.read(['default', id], id))?.record as JobRecord;

describe('an app that dies during a submission', () => {
  // Steps: read the device, write the claim, count the job, write the input, record and message. With one step more the
  // response must arrive.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6, 7]))
    test(`after ${after} steps: repeating the request gives one job that can be run`, async () => {
      const { app, arm } = await crashingApp(after, { role: 'api' });
      await arm();
      const headers = { 'idempotency-key': `key-${after}` };
      const first = await app.submit(token, page, { headers }).catch(() => undefined);
      // A submission has six steps, so with seven it completes.
      expect(first === undefined).toBe(after <= 6);

      const api = await steadyApp({ role: 'api' });
      const second = await api.submit(token, page, { headers });
      if (first) expect(second.id).toBe(first.id);
      expect(await records()).toMatchObject([{ id: second.id, status: 'queued' }]);
      expect(await services.blobs.get(blobContainerOf('default'), `${second.id}/input/0`)).toEqual(
        page.bytes,
      );
    });
});

describe('an app that dies during a submission with an upload', () => {
  // Steps: read the device, read the upload, write the claim, count the job, take the upload, write the record, send the
  // message, remove the upload entry.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6, 7, 8, 9]))
    test(`after ${after} steps: repeating the request gives one job that has the upload`, async () => {
      const api = await steadyApp({ role: 'api' });
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
      expect(first === undefined).toBe(after <= 8);

      const second = await submitTo(api);
      expect(second.status).toBe(202);
      const { id } = (await second.json()) as { id: string };
      expect(await records()).toMatchObject([{ id, status: 'queued', inputs: [{ upload: { id: upload } }] }]);
      await work({ jobId: id, organisationId: 'default' }, converterThat(converts), services);
      expect(await recordOf(id)).toMatchObject({ status: 'succeeded' });
    });
});

describe('a worker that dies after a URL did not answer', () => {
  // Steps: acquire the job, postpone it, send the next message, give back its place, delete the message.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5]))
    test(`after ${after} steps: another worker fetches the URL`, async () => {
      let status = 503;
      const origin = await listen((_, response) => response.writeHead(status).end(page.bytes));
      onTestFinished(() => origin.close());
      const crashing = await crashingApp(after, worker);
      await crashing.arm();
      const sources = [{ url: `http://127.0.0.1:${origin.port}/page.html` }];
      const { id } = await submit({ caller, files: [], sources, steps: toPdf }, services);
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      status = 200;
      await steadyApp(worker);
      expect(await untilEnded(id)).toMatchObject({ status: 'succeeded' });
    });
});

describe('a worker that dies', () => {
  // Steps: acquire the job, read the input, write the result, end the job, give back its place, delete the message.
  for (const after of selectCrashPoints([1, 2, 3, 4, 5, 6]))
    test(`after ${after} steps: another worker ends the job, once`, async () => {
      const crashing = await crashingApp(after, worker);
      await crashing.arm();
      const { id } = await submit({ caller, files: [page], steps: toPdf }, services);
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await steadyApp(worker);
      const record = await untilEnded(id);
      expect(record).toMatchObject({ status: 'succeeded', usage: { documents: 1 } });
      const left = await Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(id)));
      expect(left).toEqual([`${id}/${record.attempt}/0`, `${id}/input/0`]);
      // A worker that dies after the end of the job causes no second attempt.
      expect(record.attempt).toBe(after <= 3 ? 2 : 1);
    });
});

/** Reconciles at intervals, as the timer does, until a job has ended. */
async function untilEnded(id: string): Promise<JobRecord> {
  for (;;) {
    await reconcile(services);
    const record = await recordOf(id);
    if (isTerminal(record.status)) return record;
    await sleep(100);
  }
}
