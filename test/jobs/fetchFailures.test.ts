import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findOwn } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { postponeDelays } from '../../shared/jobs/work/postpone.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { certificateOf } from '../outbound/certificates.ts';
import { listen } from '../outbound/listener.ts';

// Inputs that cannot be fetched: transient failures are retried later, permanent ones end the job at once.

const caller = newDevice();
let services: TestServices;
beforeAll(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
});

async function origin(answer?: RequestListener, tls?: { key: string; cert: string }) {
  const listener = await listen(answer, tls);
  onTestFinished(() => listener.close());
  return `${tls ? 'https' : 'http'}://127.0.0.1:${listener.port}/page.html`;
}

/** The URL of a TCP server that sends arbitrary bytes. */
async function rawServer(respond: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => respond(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`;
}

/** The record of a job with a URL input after one attempt. */
async function attempted(url: string, using: TestServices = services) {
  const job = await submit({ caller, files: [], sources: [{ url }], steps: toPdf }, using);
  await work(messageOf(job), converterThat(converts), using);
  const { record } = await findOwn(job.id, caller, using);
  return { job, record };
}

describe('a permanent failure ends the job at once', () => {
  const refused = { status: 'failed', attempt: 1, error: { code: 'fetch_refused', retryable: false } };

  test.each([300, 304, 400, 401, 403, 404, 405, 410, 451, 501, 505])('status %i', async (status) => {
    const url = await origin((_, response) => response.writeHead(status).end());
    const { record } = await attempted(url);
    expect(record).toMatchObject(refused);
    expect(record).not.toHaveProperty('postponed');
  });

  test.each([
    ['for another host', '127.0.0.2', {}],
    ['that has expired', '127.0.0.1', { expiredDays: 1 }],
    ['of an untrusted issuer', '127.0.0.1', { trusted: false }],
  ])('a certificate %s', async (_, host, kind) => {
    const { record } = await attempted(await origin(undefined, await certificateOf(host, kind)));
    expect(record).toMatchObject(refused);
    expect(record.error?.detail).toContain('certificate');
  });

  test('a name that does not exist', async () => {
    // A DNS label has at most 63 characters, so every resolver rejects this name without a query.
    const { record } = await attempted(`http://${'a'.repeat(64)}.example/page.html`);
    expect(record).toMatchObject(refused);
    expect(record.error?.detail).toBe('The host name of the address does not exist.');
  });

  test.each([
    ['a response that is not HTTP', (socket: Socket) => socket.end('220 mail.example ready\r\n'), /HTTP/],
    [
      'a switch to another protocol',
      (socket: Socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n'),
      /protocol/,
    ],
    [
      'a body that does not match its Content-Encoding',
      (socket: Socket) =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nText'),
      /decompressed/,
    ],
  ])('a server that sends %s', async (_, respond, detail) => {
    const { record } = await attempted(await rawServer(respond));
    expect(record).toMatchObject(refused);
    expect(record.error?.detail).toMatch(detail);
  });
});

describe('a transient failure is retried, and ends the job as retryable', () => {
  const waiting = { status: 'queued', postponed: 1 };

  test.each([408, 425, 429, 500, 502, 503, 504, 507, 520, 599])('status %i', async (status) => {
    const url = await origin((_, response) => response.writeHead(status).end());
    expect((await attempted(url)).record).toMatchObject(waiting);
  });

  test.each<[string, RequestListener]>([
    ['is reset', ({ socket }) => socket.resetAndDestroy()],
    ['is closed', ({ socket }) => socket.end()],
    [
      'is closed during the body',
      (_, response) => response.writeHead(200, { 'content-length': 9 }).write('a', () => response.destroy()),
    ],
  ])('a connection that %s', async (_, answer) => {
    expect((await attempted(await origin(answer))).record).toMatchObject(waiting);
  });

  test('a TLS connection that is closed during the handshake', async () => {
    const url = await rawServer((socket) => socket.end());
    expect((await attempted(url.replace('http:', 'https:'))).record).toMatchObject(waiting);
  });

  test('a closed port', async () => {
    const { port, close } = await listen();
    await close();
    const { job, record } = await attempted(`http://127.0.0.1:${port}/page.html`);
    expect(record).toMatchObject(waiting);
    for (const _ of postponeDelays) await work(messageOf(job), converterThat(converts), services);
    expect((await findOwn(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      error: { code: 'fetch_failed', retryable: true },
    });
  });

  test('a name that cannot be resolved now', async () => {
    // The error of a resolver when the name server fails (SERVFAIL) or does not answer.
    const tryAgain = Object.assign(new Error('getaddrinfo EAI_AGAIN site.example'), { code: 'EAI_AGAIN' });
    const outbound = new Outbound(
      { reach: 'public', allow: services.config.outboundAllow },
      { resolve: () => Promise.reject(tryAgain) },
    );
    expect(
      (await attempted('http://site.example/page.html', { ...services, outbound })).record,
    ).toMatchObject(waiting);
  });
});
