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

test('the route prefix is api unless host.json says otherwise', async () => {
  expect((await fetch(`${host.url}/things/1`)).status).toBe(404);
  expect((await fetch(`${host.url}/api/things/1`)).status).toBe(201);
});

test('repeated query values join, whatever their case', async () => {
  const told = await (await fetch(`${host.url}/api/things/1?x=1&x=2&X=3`)).json();
  expect(told).toMatchObject({ query: [['x', '1,2,3']], params: { id: '1' } });
});

test('a body of stated length arrives, a chunked one does not', async () => {
  const sized = await fetch(`${host.url}/api/things/1`, { method: 'POST', body: 'stated' });
  expect(await sized.json()).toMatchObject({ text: 'stated', noBody: false });
  const chunked = http.request(`${host.url}/api/things/1`, { method: 'POST' });
  chunked.write('a');
  chunked.end('b');
  const [response] = await once(chunked, 'response');
  expect(JSON.parse(await text(response))).toMatchObject({ text: '', noBody: true });
});

test('a cookie keeps its attributes', async () => {
  const response = await fetch(`${host.url}/api/things/1`);
  expect(response.headers.getSetCookie()).toEqual([
    'a=1%202; max-age=60; path=/; secure; samesite=lax; httponly',
  ]);
});

test('a handler that throws is 500, one that returns nothing 200, both empty', async () => {
  const thrown = await fetch(`${host.url}/api/throws`);
  expect([thrown.status, await thrown.text()]).toEqual([500, '']);
  const nothing = await fetch(`${host.url}/api/nothing`);
  expect([nothing.status, await nothing.text()]).toEqual([200, '']);
});
