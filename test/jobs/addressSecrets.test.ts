import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { notify } from '../../shared/jobs/notifications/notify.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { sourceSchema } from '../../shared/jobs/submission/sources.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { failExhausted } from '../../shared/jobs/work/failExhausted.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { createServices } from '../../shared/services.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { startIngestion } from '../harness/ingestion.ts';
import { codeOf, gives, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { listen } from '../outbound/listener.ts';

// The query of a URL often holds a credential. It is sent to the URL and must appear nowhere else.

const secret = 'hunter2';
// A parameter name that no redaction list contains.
const query = `?for=${secret}`;
let services: TestServices;
beforeAll(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', BROWSER_ALLOW: '127.0.0.1' });
});
let caller = newDevice();
beforeEach(() => {
  caller = newDevice();
});

async function origin(status = 200) {
  const listener = await listen((_, response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end(page.bytes),
  );
  onTestFinished(() => listener.close());
  return { seen: listener.seen, url: `http://127.0.0.1:${listener.port}/page.html` };
}
const now = async ({ id }: JobRecord) => (await findOwn(id, caller, services)).record;
const submitted = (url: string) =>
  submit({ caller, files: [], sources: [{ url: url + query }], steps: toPdf }, services);
const worked = (job: JobRecord) => work(messageOf(job), converterThat(converts), services);

describe('the URL of an input', () => {
  test('is fetched with its query, which no view shows and the record loses when the job ends', async () => {
    const { url, seen } = await origin();
    const job = await submitted(url);
    expect(JSON.stringify(view(await now(job)))).not.toContain(secret);
    await worked(job);
    expect(seen).toContain(`GET /page.html${query}`);
    const ended = await now(job);
    expect(ended).toMatchObject({ status: 'succeeded', inputs: [{ url }] });
    expect(JSON.stringify([ended, view(ended)])).not.toContain(secret);
    expect(inspect(services.log.lines, { depth: 9 })).not.toContain(secret);
  });

  test('keeps its query while the job is postponed', async () => {
    const { url } = await origin(503);
    const job = await submitted(url);
    await worked(job);
    expect(await now(job)).toMatchObject({ status: 'queued', inputs: [{ url: url + query }] });
  });

  test.each<[string, (job: JobRecord) => Promise<unknown>]>([
    ['refused', worked],
    ['cancelled', (job) => cancel(job.id, caller, services)],
    ['exhausted', async (job) => failExhausted(await findOwn(job.id, caller, services), services)],
  ])('loses its query when the job is %s', async (_, end) => {
    const { url } = await origin(404);
    const job = await submitted(url);
    await end(job);
    const ended = await now(job);
    expect(ended.inputs).toMatchObject([{ url }]);
    expect(JSON.stringify([ended, view(ended)])).not.toContain(secret);
  });
});

describe('the headers of an input', () => {
  const headers = { authorization: `Bearer ${secret}`, 'x-mine': 'kept' };
  async function guarded(status = 200) {
    const received: IncomingHttpHeaders[] = [];
    const listener = await listen((request, response) => {
      received.push(request.headers);
      response.writeHead(status, { 'content-type': 'text/html' }).end(page.bytes);
    });
    onTestFinished(() => listener.close());
    return { received, url: `http://127.0.0.1:${listener.port}/page.html` };
  }
  const request = (url: string) => ({
    caller,
    files: [page],
    sources: [{ url }, { url, headers }],
    steps: toPdf,
  });
  const blobsOf = ({ id }: JobRecord) =>
    Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(id)));
  const expectNoSecret = async (job: JobRecord) => {
    const record = await now(job);
    expect(JSON.stringify([record, view(record)])).not.toContain(secret);
    expect(inspect(services.log.lines, { depth: 9 })).not.toContain(secret);
  };

  test('are sent with the request of that input only, appear nowhere, and are deleted when the job ends', async () => {
    const { url, received } = await guarded();
    const job = await submit(request(url), services);
    await expectNoSecret(job);
    await worked(job);
    expect(received).toMatchObject([{ 'user-agent': 'Conveyor' }, headers]);
    expect(received[0]).not.toHaveProperty('authorization');
    expect(await now(job)).toMatchObject({ status: 'succeeded' });
    await expectNoSecret(job);
    expect(await blobsOf(job)).not.toContain(`${job.id}/input-headers`);
  });

  test('are kept while the job is postponed, and deleted when it is refused', async () => {
    for (const [status, isKept] of [
      [503, true],
      [401, false],
    ] as const) {
      const { url } = await guarded(status);
      const job = await submit(request(url), services);
      await worked(job);
      expect((await blobsOf(job)).includes(`${job.id}/input-headers`)).toBe(isKept);
      await expectNoSecret(job);
    }
  });

  test('are part of the request that an Idempotency-Key identifies', async () => {
    const keyed = { ...request('http://127.0.0.1/page.html'), idempotencyKey: 'headers' };
    const { id } = await submit(keyed, services);
    expect((await submit(keyed, services)).id).toBe(id);
    const sources = [{ url: 'http://127.0.0.1/page.html' }];
    expect(await codeOf(submit({ ...keyed, sources }, services))).toBe('idempotency_key_reused');
  });

  test('cannot be those of the connection', () => {
    const source = (name: string) =>
      sourceSchema.safeParse({ url: 'https://a.example', headers: { [name]: 'a' } });
    expect(source('X-Mine').data).toMatchObject({ headers: { 'x-mine': 'a' } });
    for (const name of ['Host', 'Content-Length', 'Connection']) expect(source(name).success).toBe(false);
  });
});

test('a page URL in a step is requested with its query, which the record and the view omit', async () => {
  const { url } = await origin();
  const steps = [{ type: 'convert' as const, to: 'pdf' as const, url: `${url}${query}#part` }];
  const job = await submit({ caller, files: [], steps }, services);
  expect(job.steps).toEqual([{ ...steps[0], url }]);
  expect(JSON.stringify([await now(job), view(job)])).not.toContain(secret);
  const converter = converterThat((input) => {
    expect(input.steps).toEqual(steps);
    return gives({ 'page.pdf': 'a page' })(input);
  });
  await work(messageOf(job), converter, services);
  expect(await now(job)).toMatchObject({ status: 'succeeded', steps: [{ url }] });
});

describe('the URL of a callback', () => {
  test('is called with its query each time it is sent, and the record and the view omit the query', async () => {
    const { url, seen } = await origin();
    const { uuid } = await register(undefined, services);
    caller = { ...caller, callerId: uuid };
    await rotateSecret(caller, services);
    const callbackUrl = url + query;
    const job = await submit({ caller, files: [page], steps: toPdf, callbackUrl }, services);
    await worked(job);
    await notify({ ...messageOf(job), tries: 0 }, services);
    services.clock.advance({ seconds: 10 });
    await resendNotification(job.id, caller, services);
    await notify({ ...messageOf(job), tries: 1 }, services);
    expect(seen.filter((each) => each.startsWith('POST'))).toEqual([
      `POST /page.html${query}`,
      `POST /page.html${query}`,
    ]);
    const notified = await now(job);
    expect(notified).toMatchObject({ callbackUrl: url, notification: { state: 'delivered', tries: 2 } });
    expect(view(notified)).toMatchObject({ callbackUrl: url });
    expect(JSON.stringify([notified, view(notified)])).not.toContain(secret);
    expect(inspect(services.log.lines, { depth: 9 })).not.toContain(secret);
  });

  test('is stored unsealed if it has no query', async () => {
    const { url } = await origin();
    const { uuid } = await register(undefined, services);
    caller = { ...caller, callerId: uuid };
    await rotateSecret(caller, services);
    const job = await submit({ caller, files: [page], steps: toPdf, callbackUrl: url }, services);
    expect(job.callbackUrl).toBe(url);
    expect(job).not.toHaveProperty('callbackSealed');
  });
});

test('Application Insights receives no requests to URLs of callers, and no queries of incoming requests', async () => {
  const { connectionString, received } = await startIngestion();
  const { log } = createServices({ ...services.config, applicationInsights: connectionString });
  log.info('Telemetry is configured.');
  await vi.waitFor(() => expect(received()).toContain('Telemetry is configured.'), { timeout: 60_000 });
  // The query of an incoming request may contain a callback URL. The SDK instruments modules loaded after it, so requests
  // of both kinds are sent by hand until it reports them.
  const http = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  const server = http.createServer((_, answer) => answer.end()).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as import('node:net').AddressInfo;
  const ask = (path: string, own: object) =>
    new Promise<void>((done) => {
      http
        .request({ host: '127.0.0.1', port, path, ...own }, (answer) => answer.resume().on('end', done))
        .end();
    });
  await vi.waitFor(
    async () => {
      await ask(`/named${query}`, { createConnection: () => connect(port, '127.0.0.1') });
      await ask('/ours', {});
      expect(received()).toContain(`http://127.0.0.1:${port}/ours`);
      expect(received()).toContain('/named');
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(received()).not.toContain(secret);
  expect(received()).toContain('"name":"GET /ours"');
  expect(received()).not.toContain('"name":"GET /named"');
}, 120_000);
