import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { refuseWhenFull } from '../../../local/cloud/fullDisk.ts';
import { isStorageFull, statusOf } from '../../../shared/azure/status.ts';
import { StorageSpace } from '../../../shared/azure/storageSpace.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { call, problem, testServices } from '../../http/call.ts';

/** A server on a disk of which so many bytes must be free. @returns the status of a request to it */
async function serverWith(reservedBytes: number) {
  const server = createServer((_request, response) => response.end('served'));
  refuseWhenFull(server, tmpdir(), reservedBytes);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (method: string, headers: Record<string, string> = {}) =>
    fetch(url, { method, headers, ...(method !== 'GET' && { body: 'x' }) });
}

it('a full disk refuses requests that add data, names the folder, and serves all others', async () => {
  const send = await serverWith(Number.POSITIVE_INFINITY);
  for (const method of ['PUT', 'POST', 'PATCH']) {
    const refused = await send(method);
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({
      code: 'DiskFull',
      message: expect.stringContaining(tmpdir()),
    });
  }
  for (const method of ['GET', 'DELETE']) expect((await send(method)).status).toBe(200);
  expect((await send('POST', { 'content-type': 'application/query+json' })).status).toBe(200);
});

it('a disk with enough space serves every request', async () => {
  const send = await serverWith(0);
  for (const method of ['PUT', 'POST', 'PATCH', 'GET']) expect((await send(method)).status).toBe(200);
});

it('a full storage ends a request with storage_full, is logged with its cause, and makes the app unready', async () => {
  const full = Object.assign(new Error('The disk is full: folder.'), { statusCode: 507 });
  expect([isStorageFull(full), statusOf(full)]).toEqual([true, 507]);
  expect(isStorageFull({ code: 403, substatus: 1014 })).toBe(true);
  expect(isStorageFull({ code: 403 })).toBe(false);
  const failing = endpoint({
    name: 'full',
    method: 'POST',
    route: 'full',
    summary: 'A test',
    tag: 'test',
    auth: 'none',
    responses: { 204: { description: 'Success' } },
    handler: () => {
      throw full;
    },
  });
  const { services, lines } = testServices();
  let now = 0;
  const storageSpace = new StorageSpace({ now: () => new Date(now) });
  storageSpace.check();
  const response = await call(failing, { services: { ...services, storageSpace } });
  expect(response.headers.get('retry-after')).toBe('30');
  expect(await problem(response)).toMatchObject({ status: 503, code: 'storage_full', retryable: true });
  expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'storage_full', error: { cause: full } } }]);
  expect(() => storageSpace.check()).toThrow('The storage is full.');
  now = 61_000;
  storageSpace.check();
});
