import { once } from 'node:events';
import http from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/launch.ts';
import { start, writeApp } from './sampleApp.ts';

const main = `
import { app } from '@azure/functions';
app.http('open', { authLevel: 'anonymous', handler: async () => ({ body: 'open' }) });
app.http('locked', { authLevel: 'function', handler: async () => ({ body: 'locked' }) });
app.http('rest', { authLevel: 'function', route: '{*rest}', handler: async () => ({ body: 'rest' }) });
app.http('operators', { authLevel: 'admin', handler: async () => ({ body: 'operators' }) });
`;
const keys = JSON.stringify({
  master: 'master-key',
  host: ['host-key'],
  functions: { locked: ['locked-key'], open: ['open-key'] },
});

/** `fetch` does not allow a custom Host header. */
async function status(host: Host, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const request = http.request({ host: '127.0.0.1', port: host.port, path, method, headers });
  request.end();
  const [response] = await once(request, 'response');
  response.resume();
  return response.statusCode as number;
}

describe('without a keys file', () => {
  let host: Host;
  beforeAll(async () => {
    host = await start(writeApp({ 'main.ts': main }));
  });

  test('needs no key for any function, as in Core Tools', async () => {
    expect(await status(host, '/locked')).toBe(200);
    expect(await status(host, '/operators')).toBe(200);
  });

  test('reports its status and lists the functions', async () => {
    expect(await status(host, '/admin/host/ping')).toBe(200);
    const hostStatus = await (await fetch(`${host.url}/admin/host/status`)).json();
    expect(hostStatus).toMatchObject({ state: 'Running', processId: host.pid });
    const functions = (await (await fetch(`${host.url}/admin/functions`)).json()) as { name: string }[];
    expect(functions.map(({ name }) => name)).toEqual(['open', 'locked', 'rest', 'operators']);
  });

  test('rejects /admin requests from web pages and with foreign host names (DNS rebinding)', async () => {
    const port = host.port;
    const ping = (headers: Record<string, string>) => status(host, '/admin/host/ping', headers);
    expect(await ping({ host: `evil.example:${port}` })).toBe(403);
    expect(await ping({ origin: 'https://evil.example' })).toBe(403);
    expect(await ping({ origin: 'null' })).toBe(403);
    expect(await ping({ origin: `http://localhost:${port + 1}`, host: `localhost:${port}` })).toBe(403);
    expect(await ping({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ping({ origin: `http://localhost:${port}`, host: `localhost:${port}` })).toBe(200);
    expect(await ping({ host: `[::1]:${port}` })).toBe(200);
  });

  test('rejects /admin requests through a proxy on this machine', async () => {
    expect(await status(host, '/admin/host/ping', { 'x-forwarded-for': '203.0.113.7' })).toBe(403);
    expect(await status(host, '/admin/host/ping', { via: '1.1 tunnel' })).toBe(403);
  });

  test('does not invoke HTTP functions or unknown functions manually', async () => {
    expect(await status(host, '/admin/functions/open', {}, 'POST')).toBe(404);
    expect(await status(host, '/admin/functions/none', {}, 'POST')).toBe(404);
  });
});

describe('with a keys file', () => {
  let host: Host;
  beforeAll(async () => {
    const app = writeApp({ 'main.ts': main, 'keys.json': keys });
    host = await start(app, { keys: join(app, 'keys.json') });
  });

  test.each([
    ['/open', undefined, 200],
    ['/locked', undefined, 401],
    ['/locked', 'wrong', 401],
    ['/locked', 'open-key', 401],
    ['/locked', 'locked-key', 200],
    ['/locked', 'host-key', 200],
    ['/locked', 'master-key', 200],
    ['/operators', 'host-key', 401],
    ['/operators', 'master-key', 200],
    ['/admin/host/ping', undefined, 200],
    ['/admin/host/status', 'host-key', 401],
    ['/admin/host/status', 'master-key', 200],
  ])('%s with the key %s returns %i', async (path, key, expected) => {
    expect(await status(host, path, key ? { 'x-functions-key': key } : {})).toBe(expected);
    expect(await status(host, key ? `${path}?code=${key}` : path)).toBe(expected);
  });

  test('handles a path that is not a valid URL', async () => {
    expect(await status(host, '//')).toBe(401);
    expect(await status(host, '//?code=locked-key')).toBe(401);
    expect(await status(host, '//?code=host-key')).toBe(200);
    expect(await status(host, '/open')).toBe(200);
  });

  test('prefers the key in the header to the key in the query', async () => {
    expect(await status(host, '/locked?code=locked-key', { 'x-functions-key': 'wrong' })).toBe(401);
  });
});
