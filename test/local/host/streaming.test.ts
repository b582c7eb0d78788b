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

/** What the sample's function `describe` tells of a request. */
interface Told {
  url: string;
  params: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string>;
  trace: string;
  invocation: string;
}
const told = async (response: Response) => (await response.json()) as Told;

describe('a request', () => {
  test('gets the route values decoded, but for %2F, and all query values', async () => {
    const request = await told(await get('/describe/7/a%20b/c%2Fd?x=1&x=2'));
    expect(request.params).toEqual({ id: '7', rest: 'a b/c%2Fd' });
    expect(request.query).toEqual([
      ['x', '1'],
      ['x', '2'],
    ]);
  });

  test('whose method or constraint does not fit is 404', async () => {
    expect((await fetch(`${host.url}/hello`, { method: 'DELETE' })).status).toBe(404);
    expect((await get('/describe/seven/x')).status).toBe(404);
    expect((await get('/unknown')).status).toBe(404);
  });

  test('cannot choose its invocation or its URL by headers', async () => {
    const response = await get('/describe/1', {
      'x-ms-invocation-id': 'mine',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    });
    const request = await told(response);
    expect(request.invocation).not.toBe('mine');
    expect(response.headers.get('x-ms-invocation-id')).toBe(request.invocation);
    expect(request.url).toBe(`${host.url}/describe/1`);
  });

  test("tells its client's address, behind what a proxy told before", async () => {
    const request = await told(await get('/describe/1', { 'x-forwarded-for': '10.0.0.9' }));
    expect(request.headers['x-forwarded-for']).toMatch(/^10\.0\.0\.9, 127\.0\.0\.1:\d+$/);
  });

  test("goes on with its caller's trace, or begins one", async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const request = await told(await get('/describe/1', { traceparent: `00-${trace}-b7ad6b7169203331-01` }));
    expect(request.trace).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(request.trace).not.toContain('b7ad6b7169203331');
    expect((await told(await get('/describe/1'))).trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });
});

describe('a body', () => {
  test('streams in and out, chunked or not', async () => {
    const large = 'conveyor '.repeat(200_000);
    const sized = await fetch(`${host.url}/echo`, { method: 'POST', body: large });
    expect(await sized.text()).toBe(large);
    const chunked = http.request(`${host.url}/echo`, { method: 'POST' });
    chunked.write('first ');
    chunked.end('second');
    const [response] = await once(chunked, 'response');
    expect(await text(response)).toBe('first second');
  });

  test('leaves part by part, as the handler yields it', async () => {
    const reader = (await get('/parts')).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe('first');
    await fetch(`${host.url}/release`, { method: 'POST' });
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe('second');
  });

  test('that fails in its middle breaks the connection', async () => {
    const response = await get('/breaksOff');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test('has all its cookies', async () => {
    expect((await get('/describe/1')).headers.getSetCookie()).toHaveLength(2);
  });
});

describe('a handler', () => {
  test.each(['throws', 'nothing', 'badStatus'])(
    'that %s is answered at once with an empty 500',
    async (name) => {
      const response = await get(`/${name}`);
      expect(response.status).toBe(500);
      expect(await response.text()).toBe('');
    },
  );

  test('that throws is in the log, with where', async () => {
    await get('/throws');
    await vi.waitFor(() => {
      expect(host.output.join('\n')).toMatch(
        /Function\.throws: failed .*thrown by the handler[\s\S]*main\.ts/,
      );
    }, 60_000);
  });

  test('that succeeds is not', async () => {
    await get('/hello');
    expect(host.output.join('\n')).not.toContain('Function.hello');
  });
});

describe('a client that goes away', () => {
  test('in the middle of its upload fails the reading of it', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.write('POST /upload HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nonly this');
    await once(socket, 'connect');
    await vi.waitFor(async () => {
      socket.destroy();
      expect(host.output.join('\n')).toMatch(/upload ended: .*(aborted|terminated)/);
    }, 60_000);
    expect((await get('/hello')).status).toBe(200);
  });

  test('in the middle of its answer harms nobody', async () => {
    const controller = new AbortController();
    const response = await fetch(`${host.url}/parts`, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await fetch(`${host.url}/release`, { method: 'POST' });
    expect(await (await get('/hello')).text()).toBe('hello');
  });
});

test.runIf(process.platform === 'linux')('no port but its own is opened', () => {
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
