import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';

let server: Server;
let port = 0;
const seen: unknown[] = [];
const outbound = new Outbound(
  { reach: 'public', allow: AllowList.parse('127.0.0.1') },
  { resolve: async () => ['127.0.0.1'] },
);
const limits = { maximumBytes: 100, seconds: 10 };

beforeAll(async () => {
  const names = [{ type: 2 as const, value: 'site.example' }];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'site.example' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: names }],
  });
  setDefaultCACertificates([...getCACertificates('default'), cert]);
  server = createServer({ key, cert }, ({ socket, headers }, response) => {
    seen.push([(socket as import('node:tls').TLSSocket).servername, headers.host]);
    response.end('over TLS');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('the address is pinned, and the name is what the certificate and the host are asked for', async () => {
  const { status, bytes } = await outbound.fetch(`https://site.example:${port}/`, limits);
  expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'over TLS']);
  expect(seen).toEqual([['site.example', `site.example:${port}`]]);
});

test.each(['other.example', '127.0.0.1'])('a certificate that is not for %s is none', async (host) => {
  seen.length = 0;
  const work = outbound.fetch(`https://${host}:${port}/`, limits);
  await expect(work).rejects.toMatchObject({ code: 'fetch_failed' });
  expect(seen).toEqual([]);
});

test('plain HTTP to a TLS port is a failure and no crash', async () => {
  await expect(outbound.fetch(`http://site.example:${port}/`, limits)).rejects.toMatchObject({
    code: 'fetch_failed',
  });
});
