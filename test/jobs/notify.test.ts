import { connect } from 'node:net';
import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTrace } from '../../shared/azure/trace.ts';
import type { Converter } from '../../shared/conversion/converter.ts';
import { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { notificationMessageSchema } from '../../shared/jobs/message.ts';
import { notificationDelays } from '../../shared/jobs/notifications/notification.ts';
import { handleNotificationPoison, notify } from '../../shared/jobs/notifications/notify.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import { webhookContent } from '../../shared/jobs/notifications/webhookContent.ts';
import { notificationsQueue } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcileNotifications } from '../../shared/jobs/upkeep/reconcile.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { view } from '../../shared/jobs/view.ts';
import { maximumAttempts } from '../../shared/jobs/work/failExhausted.ts';
import { acquireLease } from '../../shared/jobs/work/lease.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';
import type { Services } from '../../shared/services.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { webhookSecretsOf } from '../../shared/webhooks/webhookSecret.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, deviceCaller, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { isSigned, type Receiver, startReceiver, verified } from '../harness/receiver.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { listen } from '../outbound/listener.ts';

let services: TestServices;
let receiver: Receiver;
let caller: TenantCaller;
let secret: string;
let place: Tenant;
beforeAll(async () => {
  place = await tenant();
});
beforeEach(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', WEBHOOK_SECONDS: '1' }, { tenant: place });
  receiver = await startReceiver();
  const { uuid } = await register(undefined, services);
  caller = deviceCaller(uuid);
  ({ secret } = await rotateSecret(caller, services));
  return receiver.close;
});

const submitted = (callbackUrl = receiver.url) => submit({ ...request(), callbackUrl }, services);
const now = async ({ id }: JobRecord) => (await findOwn(id, caller, services)).record;
const request = () => ({ caller, files: [page], steps: toPdf, callbackUrl: receiver.url });
async function ended(): Promise<JobRecord> {
  const job = await submitted();
  await work(messageOf(job), converterThat(converts), services);
  return job;
}
/** Handles the message of the due attempt, as the queue would deliver it. */
async function deliver(job: JobRecord, tries?: number, act = notify) {
  const present = (await now(job)).notification?.tries ?? 0;
  await act({ ...messageOf(job), tries: tries ?? present }, services);
  return (await now(job)).notification;
}
const depth = () => services.queues.depth(notificationsQueue);

describe('the end of a job', () => {
  test('sends one signed webhook with the job as its caller sees it', async () => {
    const before = await depth();
    const job = await ended();
    expect(await depth()).toBe(before + 1);
    const done = await now(job);
    expect(done.notification).toMatchObject({ state: 'pending', tries: 0 });
    expect(await deliver(job)).toMatchObject({ state: 'delivered', attempts: [{ status: 204 }] });
    expect(receiver.received).toHaveLength(1);
    const [received] = receiver.received;
    if (!received) throw new Error('No webhook was received.');
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
  ])('sends %s, whatever ended the job', async (type, act) => {
    const job = await submitted();
    await act(job);
    await deliver(job);
    expect(receiver.received.map((each) => verified(each, secret).type)).toEqual([type]);
  });

  async function failed(job: JobRecord) {
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

  test('sends the warnings of the job', async () => {
    const warnings = [{ code: 'object_not_drawn' as const, detail: 'The chart is missing.' }];
    const job = await submitted();
    const warns = converterThat(async (input) => ({ ...(await converts(input)), warnings }));
    await work(messageOf(job), warns, services);
    await deliver(job);
    expect(receiver.received.map((each) => verified(each, secret).data)).toMatchObject([{ warnings }]);
  });

  test('sends no webhook for a job without a callback', async () => {
    const before = await depth();
    const job = await submit({ caller, files: [page], steps: toPdf }, services);
    await work(messageOf(job), converterThat(converts), services);
    expect(await now(job)).not.toHaveProperty('notification');
    expect(await depth()).toBe(before);
  });

  test('sends no webhook after the job is deleted', async () => {
    const job = await ended();
    await remove(job.id, caller, services);
    await notify({ ...messageOf(job), tries: 0 }, services);
    expect(receiver.received).toEqual([]);
  });
});

describe('a webhook that is not confirmed', () => {
  test('is retried after the configured delays, for a day, with the same webhook-id', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    for (const delay of notificationDelays) {
      const before = await depth();
      const notification = await deliver(job);
      expect(notification?.state).toBe('pending');
      const due = Date.parse(notification?.dueAt ?? '') - services.clock.now().getTime();
      expect(due).toBe(delay * 1000);
      expect(await depth()).toBe(before + 1);
      services.clock.advance({ seconds: delay });
    }
    const before = await depth();
    expect(await deliver(job)).toMatchObject({ state: 'failed', tries: notificationDelays.length + 1 });
    expect(await depth()).toBe(before);
    expect(receiver.received).toHaveLength(notificationDelays.length + 1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([job.id]));
    const hours = notificationDelays.reduce((sum, delay) => sum + delay, 0) / 3600;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThanOrEqual(24);
  });

  test.each<[string, Receiver['answer'], object]>([
    ['responds with 404', (_, response) => response.writeHead(404).end(), { status: 404 }],
    [
      'redirects to loopback',
      (_, response) => response.writeHead(307, { location: receiver.url.replace('hook', 'other') }).end(),
      { status: 307 },
    ],
    ['never responds', () => undefined, { error: 'fetch_failed' }],
    ['closes the connection', (_, response) => response.destroy(), { error: 'fetch_failed' }],
    [
      'sends an endless response',
      (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      },
      { error: 'fetch_too_large' },
    ],
  ])('is retried if the receiver %s', async (_, answer, attempt) => {
    receiver.answer = answer;
    const job = await ended();
    const notification = await deliver(job);
    expect(notification).toMatchObject({ state: 'pending', tries: 1, attempts: [attempt] });
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (__, response) => response.writeHead(200).end('thanks');
    expect(await deliver(job)).toMatchObject({ state: 'delivered', attempts: [attempt, { status: 200 }] });
  });

  test('is retried if the receiver is down', async () => {
    const job = await ended();
    await receiver.close();
    expect(await deliver(job)).toMatchObject({ state: 'pending', attempts: [{ error: 'fetch_failed' }] });
  });

  test('is not retried after 410', async () => {
    receiver.answer = (_, response) => response.writeHead(410).end();
    const job = await ended();
    const before = await depth();
    expect(await deliver(job)).toMatchObject({ state: 'refused', attempts: [{ status: 410 }] });
    expect(await depth()).toBe(before);
  });

  test('keeps only the latest attempts in the record', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    for (let round = 0; round < 4; round++) {
      for (let count = 0; count < 8; count++) await deliver(job);
      services.clock.advance({ seconds: 10 });
      await resendNotification(job.id, caller, services);
    }
    const { notification } = await now(job);
    expect(notification?.tries).toBe(32);
    expect(notification?.attempts).toHaveLength(20);
  });
});

describe('a notification message', () => {
  test('is only acknowledged when it is redelivered', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    await deliver(job, 0);
    await deliver(job, 0);
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (_, response) => response.writeHead(200).end();
    await deliver(job, 1);
    await deliver(job, 1);
    expect(receiver.received).toHaveLength(2);
  });

  test('records one attempt when it is delivered several times at once', async () => {
    const job = await ended();
    await Promise.all([1, 2, 3].map(() => deliver(job, 0)));
    expect((await now(job)).notification).toMatchObject({ state: 'delivered', tries: 1 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('counts as an attempt when it ends in the poison queue', async () => {
    const job = await ended();
    expect(await deliver(job, 0, handleNotificationPoison)).toMatchObject({
      state: 'pending',
      tries: 1,
      attempts: [{ error: 'internal' }],
    });
    expect(await deliver(job, 0, handleNotificationPoison)).toMatchObject({ tries: 1 });
  });

  test('is thrown when the host drains, so that it is redelivered', async () => {
    const host = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' }, services);
    const job = await ended();
    const { promise, resolve } = Promise.withResolvers<void>();
    receiver.answer = () => resolve();
    const sending = notify({ ...messageOf(job), tries: 0 }, host);
    await promise;
    host.drain();
    await expect(sending).rejects.toThrow('stopping');
    expect((await now(job)).notification).toMatchObject({ state: 'pending', tries: 0 });
  });

  test('is readable when it has unknown fields', () => {
    const message = { jobId: 'a', organisationId: 'b', tries: 1, dueAt: 'then', more: 1 };
    expect(notificationMessageSchema.parse(message)).toEqual({ jobId: 'a', organisationId: 'b', tries: 1 });
  });
});

describe('the reconciliation', () => {
  test('enqueues a pending notification without a message, once', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const job = await ended();
    // The worker died after its last write and before it sent the message.
    await fresh.jobs.create({ ...(await now(job)) });
    expect(await reconcileNotifications(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 6 });
    const counts = await Promise.all([reconcileNotifications(fresh), reconcileNotifications(fresh)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await fresh.queues.depth(notificationsQueue)).toBe(1);
    expect(await reconcileNotifications(fresh)).toBe(0);
  });

  test('ignores notifications that are due later or delivered', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const job = await now(await ended());
    const later = new Date(fresh.clock.now().getTime() + 3_600_000).toISOString();
    if (!job.notification) throw new Error('The job has no notification.');
    await fresh.jobs.create({ ...job, notification: { ...job.notification, dueAt: later } });
    const other = { ...job, id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7' };
    await fresh.jobs.create({ ...other, notification: { ...job.notification, state: 'delivered' } });
    fresh.clock.advance({ minutes: 30 });
    expect(await reconcileNotifications(fresh)).toBe(0);
  });
});

describe('resending a webhook', () => {
  test('uses the same webhook-id and a new retry schedule', async () => {
    const job = await ended();
    await deliver(job);
    services.clock.advance({ seconds: 10 });
    expect(await resendNotification(job.id, caller, services)).toMatchObject({
      notification: { state: 'pending', tries: 1 },
    });
    expect(await deliver(job)).toMatchObject({ state: 'delivered', tries: 2 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([job.id, job.id]);
  });

  test('changes nothing while the first attempt is due, and sends one message', async () => {
    const job = await ended();
    await deliver(job);
    services.clock.advance({ seconds: 10 });
    const before = await depth();
    const again = await Promise.all([1, 2, 3].map(() => resendNotification(job.id, caller, services)));
    expect(await depth()).toBe(before + 1);
    for (const record of again) expect(record.notification).toEqual(again[0]?.notification);
    expect(await deliver(job)).toMatchObject({ state: 'delivered', tries: 2 });
  });

  test('is refused within 10 seconds of an attempt, and replaces an attempt that is due later', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await ended();
    await deliver(job);
    services.clock.advance({ seconds: 7 });
    await expect(resendNotification(job.id, caller, services)).rejects.toMatchObject({
      code: 'webhook_too_soon',
      retryable: true,
      headers: { 'retry-after': '3' },
    });
    services.clock.advance({ seconds: 3 });
    const { notification } = await resendNotification(job.id, caller, services);
    expect(notification).toMatchObject({ tries: 1, dueAt: services.clock.now().toISOString() });
  });

  test('is refused before the job ends, without a callback, and for another caller', async () => {
    const waiting = await submitted();
    expect(await codeOf(resendNotification(waiting.id, caller, services))).toBe('job_not_finished');
    const silent = await submit({ caller, files: [page], steps: toPdf }, services);
    expect(await codeOf(resendNotification(silent.id, caller, services))).toBe('conflict');
    const other = { ...caller, callerId: '7d0b6a52-2c80-4a4e-8f0a-6d3d5c1f2e22' };
    expect(await codeOf(resendNotification(waiting.id, other, services))).toBe('not_found');
  });
});

describe('the headers of a callback', () => {
  const credential = 'Bearer hunter2';
  const callbackHeaders = { authorization: credential, 'x-mine': 'kept' };

  test('are sent with each attempt, and appear in no record, view or log line', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const job = await submit({ ...request(), callbackHeaders }, services);
    await work(messageOf(job), converterThat(converts), services);
    await deliver(job);
    await deliver(job);
    expect(receiver.received.map(({ headers }) => headers)).toMatchObject([callbackHeaders, callbackHeaders]);
    for (const received of receiver.received) verified(received, secret);
    const record = await now(job);
    expect(
      JSON.stringify([record, view(record), receiver.received.map(({ body }) => `${body}`)]),
    ).not.toContain('hunter2');
    expect(inspect(services.log.lines, { depth: 9 })).not.toContain('hunter2');
  });

  test('are part of the request that an Idempotency-Key identifies', async () => {
    const keyed = { ...request(), callbackHeaders, idempotencyKey: 'headers' };
    const one = await submit(keyed, services);
    expect((await submit(keyed, services)).id).toBe(one.id);
    const other = { ...keyed, callbackHeaders: { ...callbackHeaders, 'x-mine': 'other' } };
    expect(await codeOf(submit(other, services))).toBe('idempotency_key_reused');
    expect(await codeOf(submit({ ...keyed, callbackBody: 'result' }, services))).toBe(
      'idempotency_key_reused',
    );
  });

  test('need a callback', async () => {
    const { callbackUrl: _, ...silent } = request();
    for (const options of [{ callbackHeaders }, { callbackBody: 'result' as const }])
      expect(await codeOf(submit({ ...silent, ...options }, services))).toBe('invalid_parameter');
  });
});

test('a webhook continues the trace of its submission, and has its correlation id', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const job = await withTrace({ traceparent: `00-${traceId}-b7ad6b7169203331-01` }, () =>
    submit({ ...request(), correlationId: 'order-7' }, services),
  );
  await work(messageOf(job), converterThat(converts), services);
  await withTrace({}, () => deliver(job));
  const [received] = receiver.received;
  expect(received?.headers).toMatchObject({
    traceparent: expect.stringMatching(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`)),
    'x-correlation-id': 'order-7',
  });
  expect(JSON.parse(`${received?.body}`).data).toMatchObject({ correlationId: 'order-7' });
});

describe('a webhook with the result as body', () => {
  const withResult = () => submit({ ...request(), callbackBody: 'result' }, services);
  async function sent(convert: Converter['convert']) {
    const job = await withResult();
    await work(messageOf(job), converterThat(convert), services);
    await deliver(job);
    const [received] = receiver.received;
    if (!received) throw new Error('No webhook was received.');
    return { job, received };
  }

  test('has the bytes of the file, with its type and name, and the signature of the bytes', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe, 0x00, 0x80]);
    const { job, received } = await sent(async (input) => ({
      ...(await converts(input)),
      files: [{ name: 'résumé.pdf', contentType: 'application/pdf', bytes }],
      warnings: [{ code: 'font_replaced' as const, detail: 'Lost.' }],
    }));
    expect(received.body).toEqual(bytes);
    expect(received.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining("filename*=UTF-8''r%C3%A9sum%C3%A9.pdf"),
      'content-location': `/v1/jobs/${job.id}/result`,
      'content-length': '8',
      'job-warnings': 'font_replaced',
      'webhook-id': job.id,
    });
    expect(isSigned(received, secret)).toBe(true);
    expect(isSigned({ ...received, body: Buffer.from('other') }, secret)).toBe(false);
  });

  test.each<[string, Converter['convert']]>([
    ['has several results', gives({ 'a.txt': 'a', 'b.txt': 'b' })],
    ['has failed', () => Promise.reject(new ConveyorError('corrupt_file'))],
  ])('is the event if the job %s', async (_, convert) => {
    const { job, received } = await sent(convert);
    expect(received.headers).not.toHaveProperty('content-disposition');
    expect(verified(received, secret)).toMatchObject({ data: { id: job.id } });
  });

  test.each<[string, Partial<JobRecord>]>([
    ['is larger than 16 MiB', { results: [{ name: 'a', contentType: 'a/b', size: 16 * 1024 ** 2 + 1 }] }],
    ['no longer exists', { attempt: 9 }],
  ])('is the event if the file %s', async (_, changes) => {
    const { job } = await sent(converts);
    const { headers } = await webhookContent({ ...(await now(job)), ...changes }, services);
    expect(headers['content-type']).toBe('application/json');
  });
});

describe('a callback', () => {
  test.each([
    ['plain http', 'http://example.com/hook'],
    ['a private address', 'https://10.0.0.1/hook'],
    ['credentials', 'https://me:you@example.com/hook'],
  ])('is rejected at submission: %s', async (_, url) => {
    expect(await codeOf(submitted(url))).toBe('address_not_allowed');
  });

  test('requires a webhook secret', async () => {
    const { uuid } = await register(undefined, services);
    const bare = { ...caller, callerId: uuid };
    expect(await codeOf(submit({ ...request(), caller: bare }, services))).toBe('webhook_secret_missing');
  });

  test('is not called when its address is no longer allowed', async () => {
    const job = await ended();
    const closed = await testServices({ OUTBOUND_ALLOW: '' }, services);
    await notify({ ...messageOf(job), tries: 0 }, closed);
    expect((await now(job)).notification).toMatchObject({ attempts: [{ error: 'address_not_allowed' }] });
    expect(receiver.received).toEqual([]);
  });

  test('is part of the request that an Idempotency-Key identifies', async () => {
    const keyed = { ...request(), idempotencyKey: 'callback' };
    const one = await submit(keyed, services);
    expect((await submit(keyed, services)).id).toBe(one.id);
    expect(await codeOf(submit({ ...keyed, callbackUrl: undefined }, services))).toBe(
      'idempotency_key_reused',
    );
  });
});

describe('a callback with a host name', () => {
  const hook = 'https://receiver.example/hook';

  /**
   * Services that resolve the name to these addresses, one list per lookup; the last list is repeated. Connections to
   * loopback go to the listener.
   */
  async function resolving(allow: string, ...answers: string[][]) {
    const listener = await listen();
    const lookups: string[] = [];
    const connected: string[] = [];
    const outbound = new Outbound(
      { reach: 'public', allow: AllowList.parse(allow) },
      {
        resolve: async (host) => {
          lookups.push(host);
          return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
        },
        connect: (address) => {
          connected.push(address);
          // A public address refuses the connection.
          return connect({ host: '127.0.0.1', port: address === '127.0.0.1' ? listener.port : 1 });
        },
      },
    );
    return { listener, lookups, connected, services: { ...services, outbound } };
  }
  /** Submits a job with that callback, ends it, and makes this many delivery attempts. @returns its notification */
  async function attempted(by: Services, times: number) {
    const job = await submit({ caller, files: [page], steps: toPdf, callbackUrl: hook }, by);
    await work(messageOf(job), converterThat(converts), by);
    for (let tries = 0; tries < times; tries++) await notify({ ...messageOf(job), tries }, by);
    return (await now(job)).notification;
  }

  test('reaches loopback if OUTBOUND_ALLOW allows it', async () => {
    const { listener, services: allowing } = await resolving('127.0.0.1', ['127.0.0.1']);
    try {
      expect(await attempted(allowing, 1)).toMatchObject({ attempts: [{ error: expect.any(String) }] });
      // The listener does not speak TLS.
      expect(listener.seen).toContain('connection');
    } finally {
      await listener.close();
    }
  });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['the instance metadata service', ['169.254.169.254']],
    ['a private network among public addresses', ['93.184.215.14', '10.0.0.1']],
  ])('does not connect to %s, and is retried', async (_, addresses) => {
    const { listener, lookups, connected, services: closed } = await resolving('', addresses);
    try {
      expect(await attempted(closed, 1)).toMatchObject({
        state: 'pending',
        attempts: [{ error: 'address_not_allowed' }],
      });
      expect(lookups).toEqual(['receiver.example']);
      expect(connected).toEqual([]);
      expect(listener.seen).toEqual([]);
    } finally {
      await listener.close();
    }
  });

  test('does not reach loopback when the name changes to it between two attempts', async () => {
    const changing = await resolving('', ['93.184.215.14'], ['127.0.0.1']);
    try {
      // Each attempt resolves once and connects to the checked address.
      expect(await attempted(changing.services, 2)).toMatchObject({
        tries: 2,
        attempts: [{ error: 'fetch_failed' }, { error: 'address_not_allowed' }],
      });
      expect(changing.lookups).toHaveLength(2);
      expect(changing.connected).toEqual(['93.184.215.14']);
      expect(changing.listener.seen).toEqual([]);
    } finally {
      await changing.listener.close();
    }
  });
});

describe('a webhook secret', () => {
  const delivered = async () => {
    await deliver(await ended());
    const latest = receiver.received.at(-1);
    if (!latest) throw new Error('No webhook was received.');
    return latest;
  };

  test('is stored sealed and can be opened only for its caller', async () => {
    const record = (await services.webhookSecrets.read(webhookSecretsOf(caller), caller.callerId))?.record;
    expect(JSON.stringify(record)).not.toContain(secret);
    expect(JSON.stringify(record)).not.toContain(secret.replace('whsec_', ''));
    const { unseal } = await import('../../shared/identity/seal.ts');
    const sealed = record?.secrets[0]?.sealed;
    if (!sealed) throw new Error('The device has no secret.');
    const opened = (owner: string) => unseal(sealed, { key: 'webhook-key', owner }, services);
    expect(await opened(caller.callerId)).toBe(secret);
    await expect(opened('another')).rejects.toThrow();
  });

  test('keeps signing for 24 hours after a new secret is created', async () => {
    const { secret: second, previousExpiresAt } = await rotateSecret(caller, services);
    expect(Date.parse(previousExpiresAt ?? '') - services.clock.now().getTime()).toBe(24 * 3_600_000);
    const both = await delivered();
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const each of [secret, second]) expect(verified(both, each)).toHaveProperty('type');
    const { secret: third } = await rotateSecret(caller, services);
    const latest = await delivered();
    for (const each of [second, third]) expect(verified(latest, each)).toHaveProperty('type');
    expect(() => verified(latest, secret)).toThrow();
  });

  test('stops signing after the overlap', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' }, services);
    const { secret: second } = await rotateSecret(caller, services);
    const job = await ended();
    services.clock.advance({ hours: 24 });
    await notify({ ...messageOf(job), tries: 0 }, fresh);
    const [received] = receiver.received;
    if (!received) throw new Error('No webhook was received.');
    expect(received.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    expect(verified(received, second)).toHaveProperty('type');
    expect(() => verified(received, secret)).toThrow();
  });
});
