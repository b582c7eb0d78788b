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

test('the address is pinned, and the name is what the certificate and the host are asked for', async () => {
  const { status, bytes } = await fetched(`https://site.example:${server.port}/`);
  expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'over TLS']);
  expect(seen).toEqual([['site.example', `site.example:${server.port}`]]);
});

test.each(['other.example', '127.0.0.1'])('a certificate that is not for %s is none', async (host) => {
  seen.length = 0;
  await expect(fetched(`https://${host}:${server.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: 'The address has no certificate that is valid (ERR_TLS_CERT_ALTNAME_INVALID).',
    retryable: false,
  });
  expect(seen).toEqual([]);
});

test.each([
  ['has expired', { ended: 1 }, 'CERT_HAS_EXPIRED'],
  ['nobody vouches for', { trusted: false }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('a certificate that %s is none', async (_, kind, reason) => {
  const other = await listen(undefined, await certificateOf('site.example', kind));
  await expect(fetched(`https://site.example:${other.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: expect.stringContaining(reason),
  });
  expect(other.seen).not.toContain('GET /');
  await other.close();
});

test('plain HTTP to a TLS port is a failure and no crash', async () => {
  await expect(fetched(`http://site.example:${server.port}/`)).rejects.toMatchObject({
    code: 'fetch_failed',
  });
});

test('TLS to a port of plain HTTP is refused for good', async () => {
  const plain = await listen();
  await expect(fetched(`https://site.example:${plain.port}/`)).rejects.toMatchObject({
    code: 'fetch_refused',
    detail: 'No TLS connection can be made to the address.',
  });
  await plain.close();
});
