import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { Host } from '../../../local/host/launch.ts';
import { start, writeApp } from './sampleApp.ts';

const main = `
import { app } from '@azure/functions';
app.http('describe', { route: 'things/{id}', methods: ['GET', 'POST'], handler: async (request) => ({
  status: 201,
  jsonBody: { query: [...request.query], params: request.params, noBody: request.body === null, text: await request.text() },
  cookies: [{ name: 'a', value: '1 2', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 60 }],
}) });
app.http('throws', { handler: async () => { throw new Error('no'); } });
app.http('nothing', { handler: async () => {} });
`;

let host: Host;
beforeAll(async () => {
  host = await start(writeApp({ 'main.ts': main, 'host.json': '{ "version": "2.0" }' }));
});

test('uses the route prefix api by default', async () => {
  expect((await fetch(`${host.url}/things/1`)).status).toBe(404);
  expect((await fetch(`${host.url}/api/things/1`)).status).toBe(201);
});

test('joins repeated query values, ignoring case', async () => {
  const described = await (await fetch(`${host.url}/api/things/1?x=1&x=2&X=3`)).json();
  expect(described).toMatchObject({ query: [['x', '1,2,3']], params: { id: '1' } });
});

test('passes a body with Content-Length and drops a chunked body', async () => {
  const sized = await fetch(`${host.url}/api/things/1`, { method: 'POST', body: 'stated' });
  expect(await sized.json()).toMatchObject({ text: 'stated', noBody: false });
  const chunked = http.request(`${host.url}/api/things/1`, { method: 'POST' });
  chunked.write('a');
  chunked.end('b');
  const [response] = await once(chunked, 'response');
  expect(JSON.parse(await text(response))).toMatchObject({ text: '', noBody: true });
});

test('keeps the attributes of a cookie', async () => {
  const response = await fetch(`${host.url}/api/things/1`);
  expect(response.headers.getSetCookie()).toEqual([
    'a=1%202; max-age=60; path=/; secure; samesite=lax; httponly',
  ]);
});

test('returns an empty 500 if the handler throws and an empty 200 if it returns nothing', async () => {
  const thrown = await fetch(`${host.url}/api/throws`);
  expect([thrown.status, await thrown.text()]).toEqual([500, '']);
  const nothing = await fetch(`${host.url}/api/nothing`);
  expect([nothing.status, await nothing.text()]).toEqual([200, '']);
});
