import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile, reconcileNotifications } from '../../shared/jobs/upkeep/reconcile.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { type AppOptions, appForThisTest } from '../harness/app.ts';
import { startCrashingApp } from '../harness/crashingApp.ts';
import { deviceCaller, page, toPdf } from '../harness/jobs.ts';
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
let services: Services;
let receiver: Receiver;
let caller: TenantCaller;
let secret: string;
beforeEach(async () => {
  place = await tenant();
  services = createServices(readConfiguration({ ...place.environment(), ...quick }), { log: new TestLog() });
  receiver = await startReceiver();
  const { uuid } = await register(undefined, services);
  caller = deviceCaller(uuid);
  ({ secret } = await rotateSecret(caller, services));
  return receiver.close;
});

async function submitted(): Promise<string> {
  const { id } = await submit({ caller, files: [page], steps: toPdf, callbackUrl: receiver.url }, services);
  return id;
}
const recordOf = async (id: string) => (await services.jobs.read(['default', id], id))?.record as JobRecord;

/** Starts an app that does not die; it stops with the test. */
const startSteady = (options: AppOptions) => appForThisTest({ ...options, tenant: place });

/** Reconciles at intervals, as the timer does, until the webhook of a job is delivered. */
async function untilDelivered(id: string): Promise<JobRecord> {
  for (;;) {
    await reconcile(services);
    await reconcileNotifications(services);
    const record = await recordOf(id);
    if (record.notification?.state === 'delivered') return record;
    await sleep(100);
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
  // Steps: acquire the job, read the input, write the result, end the job, send the notification and give back the place
  // (in either order), delete the message.
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
