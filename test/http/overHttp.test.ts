import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Host, launchHost } from '../../local/host/launch.ts';

const address = 'https://nowhere.invalid';
const environment = {
  CONVEYOR_ROLE: 'all',
  COSMOS_ENDPOINT: address,
  KEY_VAULT_URL: address,
  TransitStorage__blobServiceUri: address,
  TransitStorage__queueServiceUri: address,
  ExportStorage__blobServiceUri: address,
};
let host: Host;

beforeAll(async () => {
  const directory = fileURLToPath(new URL('app/', import.meta.url));
  host = await launchHost({ directory, port: 0, environment, output: 'capture' });
});
afterAll(async () => {
  await host?.stop();
});

const megabyte = new Uint8Array(1_000_000);

/** A request body without a declared length. */
function chunked(count: number, size: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(size));
      else controller.close();
    },
  });
}
const send = (path: string, init: RequestInit & { duplex?: 'half' }) => fetch(`${host.url}${path}`, init);
const post = (path: string, contentType: string, body: string | Uint8Array | ReadableStream<Uint8Array>) =>
  send(path, { method: 'POST', headers: { 'content-type': contentType }, body, duplex: 'half' });

describe('over HTTP', () => {
  test('parses and returns JSON', async () => {
    const response = await post('/json/a%20b?q=%C3%BC', 'application/json', '{"a":"x"}');
    expect(await response.json()).toEqual({ id: 'a b', q: 'ü', a: 'x' });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('detects a repeated query parameter', async () => {
    const response = await post('/json/1?q=1&q=2', 'application/json', '{"a":"x"}');
    expect(await response.json()).toMatchObject({
      code: 'invalid_parameter',
      issues: [{ path: '/query/q' }],
    });
  });

  test('parses a form that fetch encoded', async () => {
    const form = new FormData();
    form.append('to', 'pdf');
    form.append('file', new File([megabyte.subarray(0, 600_000)], 'ü.docx'));
    form.append('file', new File(['abc'], 'b.txt'));
    expect(await (await send('/upload', { method: 'POST', body: form })).json()).toEqual({ length: 600_003 });
  });

  test('accepts chunked uploads up to the limit', async () => {
    const atLimit = await post('/upload', 'application/pdf', chunked(10, 100_000));
    expect(await atLimit.json()).toEqual({ length: 1_000_000 });
    const over = await post('/upload', 'application/pdf', chunked(11, 100_000));
    expect([over.status, ((await over.json()) as { code: string }).code]).toEqual([413, 'body_too_large']);
  });

  test('serves the next request after refused uploads', async () => {
    for (let round = 0; round < 10; round++) {
      expect((await post('/upload', 'application/pdf', chunked(50, 100_000))).status).toBe(413);
      expect((await post('/upload', 'application/pdf', new Uint8Array(5_000_000))).status).toBe(413);
      expect((await post('/json/1', 'text/plain', new Uint8Array(5_000_000))).status).toBe(415);
    }
    expect((await post('/upload', 'application/pdf', 'abc')).status).toBe(200);
  });

  test('responds to HEAD with the headers of GET', async () => {
    const response = await send('/bytes', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '10',
      '',
    ]);
    expect(await (await send('/bytes', {})).text()).toBe('0123456789');
  });

  test('responds with a problem document if a handler throws undefined', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const response = await send('/fails', { headers: { traceparent } });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'internal',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  test('responds with a problem document to an unknown path and to a wrong method', async () => {
    const unknown = await post('/nothing', 'application/pdf', new Uint8Array(5_000_000));
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'not_found' });
    const wrong = await send('/json/1', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect(await wrong.json()).toMatchObject({ code: 'method_not_allowed' });
  });

  test('does not log an aborted upload as a failure', async () => {
    const { hostname, port } = new URL(host.url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => {
      socket.write(
        'POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: 1000\r\n\r\nabc',
        () => setTimeout(resolve, 200),
      );
    });
    socket.destroy();
    expect((await post('/upload', 'application/pdf', 'abc')).status).toBe(200);
    expect(host.output.filter((line) => line.includes('upload failed'))).toEqual([]);
  });

  test('responds while many bodies trickle, and refuses those', async () => {
    const trickling = Array.from({ length: 260 }, () => trickle('/json/1', 'Content-Length: 900\r\n', '{'));
    await Promise.all(trickling.map(({ sent }) => sent));
    const response = await post('/json/1', 'application/json', '{"a":"x"}');
    expect(response.status).toBe(200);
    expect(trickling.filter(({ output }) => output() !== '')).toEqual([]);
    await expect.poll(() => trickling.every(({ output }) => /^HTTP\/1\.1 408 /.test(output()))).toBe(true);
    expect(trickling[0]?.output()).toContain('"code":"body_too_slow"');
    await Promise.all(trickling.map(({ closed }) => closed));
  });

  test('closes the connection of a refused chunked body whose client only writes', async () => {
    const { closed, output, write } = trickle('/upload', 'Transfer-Encoding: chunked\r\n', chunk(1_100_000));
    await expect.poll(() => output()).toMatch(/^HTTP\/1\.1 413 /);
    const writing = setInterval(() => write(chunk(100)), 20);
    await closed.finally(() => clearInterval(writing));
  });
});

const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n`;

/** Sends the start of a request and keeps its connection open. */
function trickle(path: string, lengthHeader: string, start: string) {
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  // A connection that the host closes while the client writes is reset.
  socket.on('error', () => socket.destroy());
  const type = path === '/upload' ? 'application/octet-stream' : 'application/json';
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n${lengthHeader}\r\n`;
  const sent = new Promise<void>((resolve) => socket.write(head + start, () => resolve()));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { sent, closed, output: () => received, write: (text: string) => socket.write(text) };
}
