import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Host } from '../../../local/host/launch.ts';
import { sampleApp, start } from './sampleApp.ts';

let host: Host;
beforeAll(async () => {
  host = await start(sampleApp('streaming'));
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${host.url}${path}`, { headers });

/** The response of the sample function `describe`. */
interface Described {
  url: string;
  params: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string>;
  trace: string;
  invocation: string;
}
const readDescription = async (response: Response) => (await response.json()) as Described;

describe('a request', () => {
  test('has decoded route values, except %2F, and all query values', async () => {
    const request = await readDescription(await get('/describe/7/a%20b/c%2Fd?x=1&x=2'));
    expect(request.params).toEqual({ id: '7', rest: 'a b/c%2Fd' });
    expect(request.query).toEqual([
      ['x', '1'],
      ['x', '2'],
    ]);
  });

  test('returns 404 if the method or a constraint does not match', async () => {
    expect((await fetch(`${host.url}/hello`, { method: 'DELETE' })).status).toBe(404);
    expect((await get('/describe/seven/x')).status).toBe(404);
    expect((await get('/unknown')).status).toBe(404);
  });

  test('cannot set its invocation id or URL by headers', async () => {
    const response = await get('/describe/1', {
      'x-ms-invocation-id': 'mine',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    });
    const request = await readDescription(response);
    expect(request.invocation).not.toBe('mine');
    expect(response.headers.get('x-ms-invocation-id')).toBe(request.invocation);
    expect(request.url).toBe(`${host.url}/describe/1`);
  });

  test("appends the client's address to X-Forwarded-For", async () => {
    const request = await readDescription(await get('/describe/1', { 'x-forwarded-for': '10.0.0.9' }));
    expect(request.headers['x-forwarded-for']).toMatch(/^10\.0\.0\.9, 127\.0\.0\.1:\d+$/);
  });

  test("continues the caller's trace or starts a new one", async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const request = await readDescription(
      await get('/describe/1', { traceparent: `00-${trace}-b7ad6b7169203331-01` }),
    );
    expect(request.trace).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(request.trace).not.toContain('b7ad6b7169203331');
    expect((await readDescription(await get('/describe/1'))).trace).toMatch(
      /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/,
    );
  });
});

describe('a body', () => {
  test('is streamed in both directions, chunked or not', async () => {
    const large = 'conveyor '.repeat(200_000);
    const sized = await fetch(`${host.url}/echo`, { method: 'POST', body: large });
    expect(await sized.text()).toBe(large);
    const chunked = http.request(`${host.url}/echo`, { method: 'POST' });
    chunked.write('first ');
    chunked.end('second');
    const [response] = await once(chunked, 'response');
    expect(await text(response)).toBe('first second');
  });

  test('is sent in the parts that the handler yields', async () => {
    const reader = (await get('/parts')).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe('first');
    await fetch(`${host.url}/release`, { method: 'POST' });
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe('second');
  });

  test('closes the connection if it fails before its end', async () => {
    const response = await get('/breaksOff');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test('is sent with all cookies', async () => {
    expect((await get('/describe/1')).headers.getSetCookie()).toHaveLength(2);
  });
});

describe('a handler', () => {
  test.each(['throws', 'nothing', 'badStatus'])('that %s causes an empty 500 at once', async (name) => {
    const response = await get(`/${name}`);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });

  test('that throws is logged with its stack', async () => {
    await get('/throws');
    await vi.waitFor(() => {
      expect(host.output.join('\n')).toMatch(
        /Function\.throws: failed .*thrown by the handler[\s\S]*main\.ts/,
      );
    }, 60_000);
  });

  test('that succeeds is not logged', async () => {
    await get('/hello');
    expect(host.output.join('\n')).not.toContain('Function.hello');
  });
});

describe('a client that disconnects', () => {
  test('during an upload causes a read error in the handler', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.write('POST /upload HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nonly this');
    await once(socket, 'connect');
    await vi.waitFor(async () => {
      socket.destroy();
      expect(host.output.join('\n')).toMatch(/upload ended: .*(aborted|terminated)/);
    }, 60_000);
    expect((await get('/hello')).status).toBe(200);
  });

  test('during a response does not affect other requests', async () => {
    const controller = new AbortController();
    const response = await fetch(`${host.url}/parts`, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await fetch(`${host.url}/release`, { method: 'POST' });
    expect(await (await get('/hello')).text()).toBe('hello');
  });
});

test.runIf(process.platform === 'linux')('listens on its own port only', () => {
  const sockets = readdirSync(`/proc/${host.pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${host.pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const table = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'utf8').split('\n'));
  const listening = table
    .map((line) => line.trim().split(/\s+/))
    // The fourth column is the state, 0A for listening; the tenth the socket's inode.
    .filter((columns) => columns[3] === '0A' && sockets.includes(`socket:[${columns[9]}]`))
    .map((columns) => columns[1]);
  const port = host.port.toString(16).toUpperCase().padStart(4, '0');
  expect(listening).toEqual([`0100007F:${port}`]);
});
