import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import { reconcile, reconcileNotifications } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { type App, startApp } from '../harness/app.ts';
import { startCrashingApp } from '../harness/crashingApp.ts';
import { page } from '../harness/jobs.ts';
import { type Receiver, startReceiver, verified } from '../harness/receiver.ts';
import { selectCrashPoints } from '../harness/selectCrashPoints.ts';
import { TestLog } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';

// As in crash.test.ts, but SIGKILL hits the worker of a job with a callback, and the app that sends the webhook.

const quick = {
  WORKER: 'converts',
  RECONCILE_SECONDS: '1',
  OUTBOUND_ALLOW: '127.0.0.1',
};
const worker = { role: 'convert', main: 'test/harness/worker.ts', settings: quick } as const;
const notifier = { role: 'batch', main: 'test/harness/notifier.ts', settings: quick } as const;

let place: Tenant;
let api: App;
let services: Services;
let receiver: Receiver;
let token: string;
let secret: string;
beforeEach(async () => {
  place = await tenant();
  services = createServices(readConfiguration({ ...place.environment(), ...quick }), { log: new TestLog() });
  receiver = await startReceiver();
  api = await startApp({ tenant: place, role: 'api', settings: quick });
  token = await api.register();
  const answer = await api.call('POST', '/v1/devices/me/webhook-secret', { token });
  expect(answer.status).toBe(201);
  ({ secret } = (await answer.json()) as { secret: string });
  return async () => {
    await api.host.stop();
    await receiver.close();
  };
});

async function submitted(): Promise<string> {
  const body = new FormData();
  body.set('to', 'pdf');
  body.set('callbackUrl', receiver.url);
  body.set('file', new Blob([page.bytes as Uint8Array<ArrayBuffer>]), page.name);
  const answer = await api.call('POST', '/v1/jobs', { token, body });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}
const recordOf = async (id: string) => (await services.jobs.read(['default', id], id))?.record as JobRecord;

/** Starts an app that does not die; it stops with the test. */
async function startSteady(options: Parameters<typeof startApp>[0]) {
  const app = await startApp({ ...options, tenant: place });
  onTestFinished(() => app.host.stop());
}

/** Runs the reconciliation continuously until the webhook of a job is delivered. */
async function untilDelivered(id: string): Promise<JobRecord> {
  for (;;) {
    await reconcile(services);
    await reconcileNotifications(services);
    const record = await recordOf(id);
    if (record.notification?.state === 'delivered') return record;
  }
}

function expectReceived(id: string) {
  expect(receiver.received.length).toBeGreaterThan(0);
  for (const each of receiver.received) {
    expect(each.headers['webhook-id']).toBe(id);
    expect(verified(each, secret)).toMatchObject({ type: 'job.succeeded', data: { id } });
  }
}

describe('a worker that dies while it runs a job with a callback', () => {
  // Steps: acquire the job, read the input, write the result, end the job, send the notification, delete the message.
  for (const after of selectCrashPoints([4, 5, 6]))
    test(`after ${after} steps: the webhook is delivered`, async () => {
      const crashing = await startCrashingApp(after, { ...worker, tenant: place });
      await crashing.arm();
      const id = await submitted();
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await startSteady(notifier);
      const record = await untilDelivered(id);
      expect(record).toMatchObject({ status: 'succeeded', attempt: 1 });
      expectReceived(id);
    });
});

describe('an app that dies while sending a webhook', () => {
  // Steps: read the job, read the device, send the webhook and write the job, delete the message.
  for (const after of selectCrashPoints([1, 2, 3, 4]))
    test(`after ${after} steps: another app sends it, unless the delivery was recorded`, async () => {
      const crashing = await startCrashingApp(after, { ...notifier, tenant: place });
      await crashing.arm();
      await startSteady(worker);
      const id = await submitted();
      expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await startSteady(notifier);
      await untilDelivered(id);
      expectReceived(id);
      if (after > 2) expect(receiver.received).toHaveLength(1);
    });

  test('between a failed attempt and the next message: the next attempt follows', async () => {
    let status = 500;
    receiver.answer = (_, response) => response.writeHead(status).end();
    // Steps: read the job, read the device, write the job.
    const crashing = await startCrashingApp(3, { ...notifier, tenant: place });
    await crashing.arm();
    await startSteady(worker);
    const id = await submitted();
    expect(await crashing.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
    expect((await recordOf(id)).notification).toMatchObject({ state: 'pending', tries: 1 });
    status = 200;
    await startSteady(notifier);
    expect((await untilDelivered(id)).notification).toMatchObject({ tries: 2 });
    expectReceived(id);
  });
});
