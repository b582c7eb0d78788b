import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import { reconcile, reconcileNotifications } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { type App, startApp } from '../harness/app.ts';
import { startDyingApp } from '../harness/dyingApp.ts';
import { page } from '../harness/jobs.ts';
import { type Receiver, startReceiver, verified } from '../harness/receiver.ts';
import { TestLog } from '../harness/services.ts';
import { someOf } from '../harness/someOf.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';

// As in crash.test.ts: SIGKILL after the n-th step, now of a worker whose job has a callback, and of who tells it.

const quick = {
  WORKER: 'converts',
  JOB_SECONDS: '1',
  LEASE_SECONDS: '3',
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

/** Starts what never dies, and stops it with the test. */
async function steady(options: Parameters<typeof startApp>[0]) {
  const app = await startApp({ ...options, tenant: place });
  onTestFinished(() => app.host.stop());
}

/** Reconciles, as the timer would, only more often, until the end of a job is told. */
async function untilTold(id: string): Promise<JobRecord> {
  for (;;) {
    await reconcile(services);
    await reconcileNotifications(services);
    const record = await recordOf(id);
    if (record.notification?.state === 'delivered') return record;
  }
}

function expectTold(id: string) {
  expect(receiver.received.length).toBeGreaterThan(0);
  for (const each of receiver.received) {
    expect(each.headers['webhook-id']).toBe(id);
    expect(verified(each, secret)).toMatchObject({ type: 'job.succeeded', data: { id } });
  }
}

describe('a worker that dies while it has a job with a callback', () => {
  // Job taken, input read, result written, job ended, notification sent, message deleted.
  for (const after of someOf([4, 5, 6]))
    test(`after ${after} steps: the end is told`, async () => {
      const dying = await startDyingApp(after, { ...worker, tenant: place });
      await dying.arm();
      const id = await submitted();
      expect(await dying.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await steady(notifier);
      const record = await untilTold(id);
      expect(record).toMatchObject({ status: 'succeeded', attempt: 1 });
      expectTold(id);
    });
});

describe('who tells the end of a job and dies', () => {
  // Job read, device read, then the receiver is told: job written, message deleted.
  for (const after of someOf([1, 2, 3, 4]))
    test(`after ${after} steps: another one tells it, or knows that it was told`, async () => {
      const dying = await startDyingApp(after, { ...notifier, tenant: place });
      await dying.arm();
      await steady(worker);
      const id = await submitted();
      expect(await dying.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
      await steady(notifier);
      await untilTold(id);
      expectTold(id);
      if (after > 2) expect(receiver.received).toHaveLength(1);
    });

  test('between a failed try and the message of the next: the next comes', async () => {
    let status = 500;
    receiver.answer = (_, response) => response.writeHead(status).end();
    // Job read, device read, job written.
    const dying = await startDyingApp(3, { ...notifier, tenant: place });
    await dying.arm();
    await steady(worker);
    const id = await submitted();
    expect(await dying.app.host.exited).toMatchObject({ signal: 'SIGKILL' });
    expect((await recordOf(id)).notification).toMatchObject({ state: 'pending', tries: 1 });
    status = 200;
    await steady(notifier);
    expect((await untilTold(id)).notification).toMatchObject({ tries: 2 });
    expectTold(id);
  });
});
