import { connect } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallerOf } from '../../shared/identity/authenticate.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { maximumAttempts } from '../../shared/jobs/failExhausted.ts';
import { find } from '../../shared/jobs/find.ts';
import { acquireLease } from '../../shared/jobs/lease.ts';
import { notificationMessageSchema, notificationsQueue } from '../../shared/jobs/message.ts';
import { notificationDelays } from '../../shared/jobs/notification.ts';
import { handleNotificationPoison, notify } from '../../shared/jobs/notify.ts';
import { reconcileNotifications } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { remove } from '../../shared/jobs/remove.ts';
import { resendNotification } from '../../shared/jobs/resendNotification.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work.ts';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';
import type { Services } from '../../shared/services.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, messageOf, page, toPdf } from '../harness/jobs.ts';
import { type Receiver, startReceiver, verified } from '../harness/receiver.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { listen } from '../outbound/listener.ts';

let services: TestServices;
let receiver: Receiver;
let caller: CallerOf<'device'>;
let secret: string;
let place: Tenant;
beforeAll(async () => {
  place = await tenant();
});
beforeEach(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', WEBHOOK_SECONDS: '1' }, { tenant: place });
  receiver = await startReceiver();
  const { uuid } = await register(undefined, services);
  caller = { kind: 'device', organisationId: 'default', deviceId: uuid };
  ({ secret } = await rotateSecret(caller, services));
  return receiver.close;
});

const submitted = (callbackUrl = receiver.url) =>
  submit({ caller, files: [page], steps: toPdf, callbackUrl }, services);
const now = async ({ id }: JobRecord) => (await find(id, caller, services)).record;
async function ended(): Promise<JobRecord> {
  const job = await submitted();
  await work(messageOf(job), converterThat(converts), services);
  return job;
}
/** What the queue would bring: the message of the try that is due. */
async function tell(job: JobRecord, tries?: number, act = notify) {
  const present = (await now(job)).notification?.tries ?? 0;
  await act({ ...messageOf(job), tries: tries ?? present }, services);
  return (await now(job)).notification;
}
const depth = () => services.queues.depth(notificationsQueue);

describe('the end of a job', () => {
  test('is told once, signed, with the job as its caller sees it', async () => {
    const before = await depth();
    const job = await ended();
    expect(await depth()).toBe(before + 1);
    const done = await now(job);
    expect(done.notification).toMatchObject({ state: 'pending', tries: 0 });
    expect(await tell(job)).toMatchObject({ state: 'delivered', attempts: [{ status: 204 }] });
    expect(receiver.received).toHaveLength(1);
    const [received] = receiver.received;
    if (!received) throw new Error('Nothing came.');
    const { callbackUrl: _, notification: __, ...data } = view(done);
    expect(verified(received, secret)).toEqual({
      type: 'job.succeeded',
      timestamp: done.endedAt,
      data: JSON.parse(JSON.stringify(data)),
    });
    expect(received.headers['webhook-id']).toBe(job.id);
    expect(received.headers['content-type']).toBe('application/json');
    expect(view(await now(job)).notification).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 204 }],
    });
  });

  test.each<[string, (job: JobRecord) => Promise<unknown>]>([
    ['job.failed', failed],
    ['job.failed', exhausted],
    ['job.cancelled', (job) => cancel(job.id, caller, services)],
  ])('is told as %s, whatever ended it', async (type, act) => {
    const job = await submitted();
    await act(job);
    await tell(job);
    expect(receiver.received.map((each) => verified(each, secret).type)).toEqual([type]);
  });

  async function failed(job: JobRecord) {
    const { ConveyorError } = await import('../../shared/errors.ts');
    await work(
      messageOf(job),
      converterThat(() => Promise.reject(new ConveyorError('corrupt_file'))),
      services,
    );
  }

  async function exhausted(job: JobRecord) {
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      await acquireLease(job, services);
      services.clock.advance({ minutes: 10 });
    }
    await work(messageOf(job), converterThat(converts), services);
  }

  test('of a job without a callback is told to nobody', async () => {
    const before = await depth();
    const job = await submit({ caller, files: [page], steps: toPdf }, services);
    await work(messageOf(job), converterThat(converts), services);
    expect(await now(job)).not.toHaveProperty('notification');
    expect(await depth()).toBe(before);
  });

  test('is told to nobody any more when the job is deleted', async () => {
    const job = await ended();
    await remove(job.id, caller, services);
    await notify({ ...messageOf(job), tries: 0 }, services);
    expect(receiver.received).toEqual([]);
  });
});

describe('a receiver that does not confirm', () => {
  test('is told again after the delays of the table, for a day, with the same webhook-id', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    for (const delay of notificationDelays) {
      const before = await depth();
      const notification = await tell(job);
      expect(notification?.state).toBe('pending');
      const due = Date.parse(notification?.dueAt ?? '') - services.clock.now().getTime();
      expect(due).toBe(delay * 1000);
      expect(await depth()).toBe(before + 1);
      services.clock.advance({ seconds: delay });
    }
    const before = await depth();
    expect(await tell(job)).toMatchObject({ state: 'failed', tries: notificationDelays.length + 1 });
    expect(await depth()).toBe(before);
    expect(receiver.received).toHaveLength(notificationDelays.length + 1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([job.id]));
    const hours = notificationDelays.reduce((sum, delay) => sum + delay, 0) / 3600;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThanOrEqual(24);
  });

  test.each<[string, Receiver['answer'], object]>([
    ['answers 404', (_, response) => response.writeHead(404).end(), { status: 404 }],
    [
      'redirects to loopback',
      (_, response) => response.writeHead(307, { location: receiver.url.replace('hook', 'other') }).end(),
      { status: 307 },
    ],
    ['never answers', () => undefined, { error: 'fetch_failed' }],
    ['breaks off', (_, response) => response.destroy(), { error: 'fetch_failed' }],
    [
      'answers without end',
      (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      },
      { error: 'fetch_too_large' },
    ],
  ])('because it %s is told again', async (_, answer, attempt) => {
    receiver.answer = answer;
    const job = await ended();
    const notification = await tell(job);
    expect(notification).toMatchObject({ state: 'pending', tries: 1, attempts: [attempt] });
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (__, response) => response.writeHead(200).end('thanks');
    expect(await tell(job)).toMatchObject({ state: 'delivered', attempts: [attempt, { status: 200 }] });
  });

  test('because it is down is told again', async () => {
    const job = await ended();
    await receiver.close();
    expect(await tell(job)).toMatchObject({ state: 'pending', attempts: [{ error: 'fetch_failed' }] });
  });

  test('is not told again when it is gone for good', async () => {
    receiver.answer = (_, response) => response.writeHead(410).end();
    const job = await ended();
    const before = await depth();
    expect(await tell(job)).toMatchObject({ state: 'refused', attempts: [{ status: 410 }] });
    expect(await depth()).toBe(before);
  });

  test('is forgotten after many tries, but for the last', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    for (let round = 0; round < 4; round++) {
      for (let count = 0; count < 8; count++) await tell(job);
      await resendNotification(job.id, caller, services);
    }
    const { notification } = await now(job);
    expect(notification?.tries).toBe(32);
    expect(notification?.attempts).toHaveLength(20);
  });
});

describe('a message of a notification', () => {
  test('that comes again is only acknowledged', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    await tell(job, 0);
    await tell(job, 0);
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (_, response) => response.writeHead(200).end();
    await tell(job, 1);
    await tell(job, 1);
    expect(receiver.received).toHaveLength(2);
  });

  test('that comes twice at once may tell twice, and is written down once', async () => {
    const job = await ended();
    await Promise.all([1, 2, 3].map(() => tell(job, 0)));
    expect((await now(job)).notification).toMatchObject({ state: 'delivered', tries: 1 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('that could not even be tried counts as a try', async () => {
    const job = await ended();
    expect(await tell(job, 0, handleNotificationPoison)).toMatchObject({
      state: 'pending',
      tries: 1,
      attempts: [{ error: 'internal' }],
    });
    expect(await tell(job, 0, handleNotificationPoison)).toMatchObject({ tries: 1 });
  });

  test('is thrown when the host stops, so that it comes again', async () => {
    const host = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' }, services);
    const job = await ended();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.answer = () => resolve();
    const telling = notify({ ...messageOf(job), tries: 0 }, host);
    await promise;
    host.drain();
    await expect(telling).rejects.toThrow('stopping');
    expect((await now(job)).notification).toMatchObject({ state: 'pending', tries: 0 });
  });

  test('is readable where it has more fields than are known', () => {
    const message = { jobId: 'a', organisationId: 'b', tries: 1, dueAt: 'then', more: 1 };
    expect(notificationMessageSchema.parse(message)).toEqual({ jobId: 'a', organisationId: 'b', tries: 1 });
  });
});

describe('the reconciliation', () => {
  test('sends what nobody confirmed and no message names, once', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const job = await ended();
    // Its worker died between its last write and the message.
    await fresh.jobs.create({ ...(await now(job)) });
    expect(await reconcileNotifications(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 6 });
    const counts = await Promise.all([reconcileNotifications(fresh), reconcileNotifications(fresh)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await fresh.queues.depth(notificationsQueue)).toBe(1);
    expect(await reconcileNotifications(fresh)).toBe(0);
  });

  test('leaves alone what is due later, and what is confirmed', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const job = await now(await ended());
    const later = new Date(fresh.clock.now().getTime() + 3_600_000).toISOString();
    if (!job.notification) throw new Error('It has none.');
    await fresh.jobs.create({ ...job, notification: { ...job.notification, dueAt: later } });
    const other = { ...job, id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7' };
    await fresh.jobs.create({ ...other, notification: { ...job.notification, state: 'delivered' } });
    fresh.clock.advance({ minutes: 30 });
    expect(await reconcileNotifications(fresh)).toBe(0);
  });
});

describe('sending again', () => {
  test('is told with the same webhook-id, and has a day of its own', async () => {
    const job = await ended();
    await tell(job);
    expect(await resendNotification(job.id, caller, services)).toMatchObject({
      notification: { state: 'pending', tries: 1 },
    });
    expect(await tell(job)).toMatchObject({ state: 'delivered', tries: 2 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([job.id, job.id]);
  });

  test('is refused before the end, without a callback, and to others', async () => {
    const waiting = await submitted();
    expect(await codeOf(resendNotification(waiting.id, caller, services))).toBe('job_not_finished');
    const silent = await submit({ caller, files: [page], steps: toPdf }, services);
    expect(await codeOf(resendNotification(silent.id, caller, services))).toBe('conflict');
    const other = { ...caller, deviceId: '7d0b6a52-2c80-4a4e-8f0a-6d3d5c1f2e22' };
    expect(await codeOf(resendNotification(waiting.id, other, services))).toBe('not_found');
  });
});

describe('a callback', () => {
  test.each([
    ['http, where nothing opens it', 'http://example.com/hook'],
    ['a private address', 'https://10.0.0.1/hook'],
    ['credentials', 'https://me:you@example.com/hook'],
  ])('is refused at submission: %s', async (_, url) => {
    expect(await codeOf(submitted(url))).toBe('address_not_allowed');
  });

  test('needs a secret', async () => {
    const { uuid } = await register(undefined, services);
    const bare = { ...caller, deviceId: uuid };
    const request = { caller: bare, files: [page], steps: toPdf, callbackUrl: receiver.url };
    expect(await codeOf(submit(request, services))).toBe('webhook_secret_missing');
  });

  test('that is closed only later is told nothing', async () => {
    const job = await ended();
    const closed = await testServices({ OUTBOUND_ALLOW: '' }, services);
    await notify({ ...messageOf(job), tries: 0 }, closed);
    expect((await now(job)).notification).toMatchObject({ attempts: [{ error: 'address_not_allowed' }] });
    expect(receiver.received).toEqual([]);
  });

  test('is part of what an Idempotency-Key stands for', async () => {
    const request = { caller, files: [page], steps: toPdf, idempotencyKey: 'callback' };
    const one = await submit({ ...request, callbackUrl: receiver.url }, services);
    expect((await submit({ ...request, callbackUrl: receiver.url }, services)).id).toBe(one.id);
    expect(await codeOf(submit(request, services))).toBe('idempotency_key_reused');
  });
});

describe('a callback of a name', () => {
  const hook = 'https://receiver.example/hook';

  /**
   * The services of an app for which that name has these addresses, one list for each time that it asks; the last one
   * stays. Whatever port of this machine it connects to is the listener's.
   */
  async function resolving(allow: string, ...answers: string[][]) {
    const listener = await listen();
    const asked: string[] = [];
    const connected: string[] = [];
    const outbound = new Outbound(
      { reach: 'public', allow: AllowList.parse(allow) },
      {
        resolve: async (host) => {
          asked.push(host);
          return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
        },
        connect: (address) => {
          connected.push(address);
          // The public internet has nobody at home.
          return connect({ host: '127.0.0.1', port: address === '127.0.0.1' ? listener.port : 1 });
        },
      },
    );
    return { listener, asked, connected, services: { ...services, outbound } };
  }
  /** Submits a job to that callback, ends it, and tells its end so many times. @returns its notification */
  async function told(by: Services, times: number) {
    const job = await submit({ caller, files: [page], steps: toPdf, callbackUrl: hook }, by);
    await work(messageOf(job), converterThat(converts), by);
    for (let tries = 0; tries < times; tries++) await notify({ ...messageOf(job), tries }, by);
    return (await now(job)).notification;
  }

  test('that is loopback reaches it where that is opened', async () => {
    const { listener, services: opened } = await resolving('127.0.0.1', ['127.0.0.1']);
    try {
      expect(await told(opened, 1)).toMatchObject({ attempts: [{ error: expect.any(String) }] });
      // It speaks no TLS.
      expect(listener.seen).toContain('connection');
    } finally {
      await listener.close();
    }
  });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['loopback of IPv6', ['::1']],
    ['the instance’s own metadata', ['169.254.169.254']],
    ['a private network, among others', ['93.184.215.14', '10.0.0.1']],
  ])('that is %s reaches nobody, and is tried again', async (_, addresses) => {
    const { listener, asked, connected, services: closed } = await resolving('', addresses);
    try {
      expect(await told(closed, 1)).toMatchObject({
        state: 'pending',
        attempts: [{ error: 'address_not_allowed' }],
      });
      expect(asked).toEqual(['receiver.example']);
      expect(connected).toEqual([]);
      expect(listener.seen).toEqual([]);
    } finally {
      await listener.close();
    }
  });

  test('that becomes loopback between two looks reaches it with neither', async () => {
    const changing = await resolving('', ['93.184.215.14'], ['127.0.0.1']);
    try {
      // The first try looks once, and connects to what it has seen then; the second sees what has become of it.
      expect(await told(changing.services, 2)).toMatchObject({
        tries: 2,
        attempts: [{ error: 'fetch_failed' }, { error: 'address_not_allowed' }],
      });
      expect(changing.asked).toHaveLength(2);
      expect(changing.connected).toEqual(['93.184.215.14']);
      expect(changing.listener.seen).toEqual([]);
    } finally {
      await changing.listener.close();
    }
  });
});

describe('a webhook secret', () => {
  const told = async () => {
    await tell(await ended());
    const received = receiver.received.at(-1);
    if (!received) throw new Error('Nothing came.');
    return received;
  };

  test('is kept sealed, and opens for its own device only', async () => {
    const record = (await services.devices.read([caller.deviceId], caller.deviceId))?.record;
    expect(JSON.stringify(record)).not.toContain(secret);
    expect(JSON.stringify(record)).not.toContain(secret.replace('whsec_', ''));
    const { unseal } = await import('../../shared/identity/seal.ts');
    const sealed = record?.webhookSecrets?.[0]?.sealed;
    if (!sealed) throw new Error('There is none.');
    const opened = (owner: string) => unseal(sealed, { key: 'webhook-key', owner }, services);
    expect(await opened(caller.deviceId)).toBe(secret);
    await expect(opened('another')).rejects.toThrow();
  });

  test('signs beside the one that takes its place, for 24 hours', async () => {
    const { secret: second, previousExpiresAt } = await rotateSecret(caller, services);
    expect(Date.parse(previousExpiresAt ?? '') - services.clock.now().getTime()).toBe(24 * 3_600_000);
    const both = await told();
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const each of [secret, second]) expect(verified(both, each)).toHaveProperty('type');
    const { secret: third } = await rotateSecret(caller, services);
    const latest = await told();
    for (const each of [second, third]) expect(verified(latest, each)).toHaveProperty('type');
    expect(() => verified(latest, secret)).toThrow();
  });

  test('is the only one that signs when the overlap is over', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' }, services);
    const { secret: second } = await rotateSecret(caller, services);
    const job = await ended();
    services.clock.advance({ hours: 24 });
    await notify({ ...messageOf(job), tries: 0 }, fresh);
    const [received] = receiver.received;
    if (!received) throw new Error('Nothing came.');
    expect(received.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    expect(verified(received, second)).toHaveProperty('type');
    expect(() => verified(received, secret)).toThrow();
  });
});
