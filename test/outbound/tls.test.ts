import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';
import { certificateOf } from './certificates.ts';
import { type Listener, listen } from './listener.ts';

let server: Listener;
const seen: unknown[] = [];
const outbound = new Outbound(
  { reach: 'public', allow: AllowList.parse('127.0.0.1') },
  { resolve: async () => ['127.0.0.1'] },
);
const limits = { maximumBytes: 100, seconds: 10 };
const fetched = (url: string) => outbound.fetch(url, limits);

beforeAll(async () => {
  server = await listen(
    ({ socket, headers }, response) => {
      seen.push([(socket as TLSSocket).servername, headers.host]);
      response.end('over TLS');
    },
    await certificateOf('site.example'),
  );
});
afterAll(() => server.close());

test('connects to the pinned address and uses the name for the certificate and Host', async () => {
  const { status, bytes } = await fetched(`https://site.example:${server.port}/`);
  expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'over TLS']);
  expect(seen).toEqual([['site.example', `site.example:${server.port}`]]);
});

test.each(['other.example', '127.0.0.1'])('rejects a certificate that is not valid for %s', async (host) => {
  seen.length = 0;
  await expect(fetched(`https://${host}:${server.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: 'The certificate of the address is invalid (ERR_TLS_CERT_ALTNAME_INVALID).',
    retryable: false,
  });
  expect(seen).toEqual([]);
});

test.each([
  ['has expired', { expiredDays: 1 }, 'CERT_HAS_EXPIRED'],
  ['is not trusted', { trusted: false }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('rejects a certificate that %s', async (_, kind, reason) => {
  const other = await listen(undefined, await certificateOf('site.example', kind));
  await expect(fetched(`https://site.example:${other.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: expect.stringContaining(reason),
  });
  expect(other.seen).not.toContain('GET /');
  await other.close();
});

test('HTTP to a TLS port fails', async () => {
  await expect(fetched(`http://site.example:${server.port}/`)).rejects.toMatchObject({
    code: 'fetch_failed',
  });
});

test('TLS to an HTTP port is refused permanently', async () => {
  const plain = await listen();
  await expect(fetched(`https://site.example:${plain.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: 'The TLS handshake with the address failed.',
  });
  await plain.close();
});
