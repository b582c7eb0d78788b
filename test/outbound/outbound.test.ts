import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, test } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { Outbound } from '../../shared/outbound/outbound.ts';
import { type Listener, listen } from './listener.ts';

const limits = { maximumBytes: 1000, seconds: 10 };
const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});
async function listening(...args: Parameters<typeof listen>): Promise<Listener> {
  const listener = await listen(...args);
  open.push(listener);
  return listener;
}

const closed = new Outbound({ reach: 'public', allow: AllowList.empty });
const opened = (allow: string) => new Outbound({ reach: 'public', allow: AllowList.parse(allow) });
const code = (error: unknown) => (error as { code: string }).code;
const codeOf = (work: Promise<unknown>) => work.then(() => 'no error', code);

describe('an address that is not public', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://a.localhost:PORT/',
    'http://localhost.:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://①②⑦.0.0.1:PORT/',
    'http://0:PORT/',
    'http://169.254.169.254/metadata/instance',
    'http://168.63.129.16/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://10.0.0.1/',
    'https://user:password@example.com/',
    'https://example.com@127.0.0.1/',
    'http://example.com:22/',
    'http://example.com:6379/',
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'ftp://example.com/',
    'gopher://example.com/',
    'data:text/plain,a',
    'javascript:1',
    'blob:https://example.com/1',
    '//example.com/',
    'example.com',
    '',
  ])('is refused without a connection: %s', async (url) => {
    const listener = await listening();
    const address = url.replace('PORT', String(listener.port));
    expect(() => closed.check(address)).toThrow('address_not_allowed');
    expect(await codeOf(closed.fetch(address, limits))).toBe('address_not_allowed');
    expect(listener.seen).toEqual([]);
  });

  it('is refused with a 400 that is not retryable', async () => {
    const error = await closed.fetch('http://127.0.0.1/', limits).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'address_not_allowed', status: 400, retryable: false });
  });
});

describe('a name', () => {
  const resolvingTo = (...answers: string[][]) => {
    const connected: string[] = [];
    const resolved: string[] = [];
    return {
      connected,
      resolved,
      network: {
        resolve: async (host: string) => {
          resolved.push(host);
          return answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? []);
        },
        connect: (address: string, port: number) => {
          connected.push(`${address}:${port}`);
          return connect({ host: '127.0.0.1', port: 1 });
        },
      },
    };
  };
  const outbound = (network: ReturnType<typeof resolvingTo>['network']) =>
    new Outbound({ reach: 'public', allow: AllowList.empty }, network);

  it('that resolves to loopback is refused without a connection', async () => {
    const { network, connected } = resolvingTo(['127.0.0.1']);
    expect(await codeOf(outbound(network).fetch('http://rebind.example/', limits))).toBe(
      'address_not_allowed',
    );
    expect(connected).toEqual([]);
  });

  it('with one denied address among allowed ones is refused', async () => {
    const { network, connected } = resolvingTo(['93.184.215.14', '10.0.0.1']);
    expect(await codeOf(outbound(network).fetch('http://mixed.example/', limits))).toBe(
      'address_not_allowed',
    );
    expect(connected).toEqual([]);
  });

  it('is resolved once and pinned to the checked address', async () => {
    const { network, connected, resolved } = resolvingTo(['93.184.215.14'], ['127.0.0.1']);
    expect(await codeOf(outbound(network).fetch('http://rebind.example:8080/', limits))).toBe('fetch_failed');
    expect(resolved).toEqual(['rebind.example']);
    expect(connected).toEqual(['93.184.215.14:8080']);
  });

  it('that resolves to a denied address on a later fetch is refused then', async () => {
    const { network, connected } = resolvingTo(['93.184.215.14'], ['169.254.169.254']);
    const both = outbound(network);
    expect(await codeOf(both.fetch('http://rebind.example/', limits))).toBe('fetch_failed');
    expect(await codeOf(both.fetch('http://rebind.example/', limits))).toBe('address_not_allowed');
    expect(connected).toEqual(['93.184.215.14:80']);
  });

  it('without an address is a retryable failure', async () => {
    const { network } = resolvingTo([]);
    const error = await outbound(network)
      .fetch('http://nowhere.example/', limits)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
  });

  it('that never resolves times out, and can be aborted', async () => {
    const never = new Outbound(
      { reach: 'public', allow: AllowList.empty },
      { resolve: () => new Promise(() => undefined) },
    );
    expect(await codeOf(never.fetch('http://slow.example/', { ...limits, seconds: 0.05 }))).toBe(
      'fetch_failed',
    );
    const reason = new Error('enough');
    const work = never.fetch('http://slow.example/', { ...limits, signal: AbortSignal.abort(reason) });
    await expect(work).rejects.toBe(reason);
  });
});

describe('the allow-list', () => {
  it.each([
    ['an address', '127.0.0.1', '127.0.0.1'],
    ['an address with a port', '127.0.0.1:PORT', '127.0.0.1'],
    ['a range', '127.0.0.0/8', '127.0.0.1'],
    ['a name', 'localhost', 'localhost'],
    ['the addresses of a name', '127.0.0.1,::1', 'localhost'],
  ])('allows %s', async (_, allow, host) => {
    const { port, seen } = await listening();
    const outbound = opened(allow.replace('PORT', String(port)));
    outbound.check(`http://${host}:${port}/a`);
    const { status, bytes } = await outbound.fetch(`http://${host}:${port}/a?b#c`, limits);
    expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'CANARY']);
    expect(seen).toEqual(['connection', 'GET /a?b']);
  });

  it.each(['127.0.0.2', '127.0.0.1:1', 'example.com'])('with %s allows nothing else', async (allow) => {
    const { port, seen } = await listening();
    expect(await codeOf(opened(allow).fetch(`http://127.0.0.1:${port}/`, limits))).toBe(
      'address_not_allowed',
    );
    expect(seen).toEqual([]);
  });
});

describe('a redirect', () => {
  it('is followed, and the result contains the final URL', async () => {
    const { port } = await listening((request, response) => {
      if (request.url === '/end') response.end('there');
      else response.writeHead(302, { location: '/end' }).end();
    });
    const fetched = await opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, limits);
    expect(fetched).toMatchObject({ status: 200, url: `http://127.0.0.1:${port}/end` });
  });

  it.each(['http://127.0.0.1:PORT/', 'http://localhost:PORT/', 'file:///etc/passwd', 'http://[::1]:PORT/'])(
    'to %s is checked',
    async (location) => {
      const canary = await listening();
      const { port } = await listening((_, response) =>
        response.writeHead(302, { location: location.replace('PORT', String(canary.port)) }).end(),
      );
      const outbound = opened(`127.0.0.1:${port}`);
      expect(await codeOf(outbound.fetch(`http://127.0.0.1:${port}/`, limits))).toBe('address_not_allowed');
      expect(canary.seen).toEqual([]);
    },
  );

  it('in a loop is refused', async () => {
    const { port, seen } = await listening((_, response) => response.writeHead(302, { location: '/' }).end());
    const error = await opened('127.0.0.1')
      .fetch(`http://127.0.0.1:${port}/`, limits)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_refused', retryable: false });
    expect(seen.filter((each) => each.startsWith('GET'))).toHaveLength(6);
  });

  it.each([
    ['another port', 'http://127.0.0.1:OTHER/away'],
    ['another host', 'http://localhost:PORT/away'],
  ])('to %s receives no headers of the request, nor does a redirect back', async (_, away) => {
    const received: unknown[] = [];
    const next: Record<string, string> = { '/': '/same' };
    const redirecting: RequestListener = ({ url = '', headers }, response) => {
      received.push([url, headers.authorization, headers['x-mine'], headers['user-agent']]);
      const location = next[url];
      if (location === undefined) response.end();
      else response.writeHead(307, { location }).end();
    };
    const [{ port }, other] = [await listening(redirecting), await listening(redirecting)];
    next['/same'] = away.replace('PORT', String(port)).replace('OTHER', String(other.port));
    next['/away'] = `http://127.0.0.1:${port}/back`;
    await opened('127.0.0.1,localhost').fetch(`http://127.0.0.1:${port}/`, {
      ...limits,
      headers: { Authorization: 'Bearer secret', 'X-Mine': 'secret', 'User-Agent': 'mine' },
    });
    expect(received).toEqual([
      ['/', 'Bearer secret', 'secret', 'mine'],
      ['/same', 'Bearer secret', 'secret', 'mine'],
      ['/away', undefined, undefined, 'Conveyor'],
      ['/back', undefined, undefined, 'Conveyor'],
    ]);
  });

  it('of a POST is returned, not followed', async () => {
    const { port, seen } = await listening((_, response) =>
      response.writeHead(307, { location: '/b' }).end(),
    );
    const { status } = await opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/a`, {
      ...limits,
      method: 'POST',
      body: '{}',
    });
    expect(status).toBe(307);
    expect(seen).toEqual(['connection', 'POST /a']);
  });
});

describe('a request', () => {
  it('sends body, headers and Host, and ignores custom framing headers', async () => {
    let seen: unknown;
    const { port } = await listening(async (request, response) => {
      const chunks = await Array.fromAsync(request);
      const { host, 'x-a': a, 'content-length': length } = request.headers;
      seen = { host, a, length, body: Buffer.concat(chunks).toString() };
      response.writeHead(410, { 'x-b': 'two' }).end('gone');
    });
    const fetched = await opened('localhost').fetch(`http://localhost:${port}/`, {
      ...limits,
      method: 'POST',
      headers: { 'X-A': 'one', Host: 'evil', 'Content-Length': '3', 'Transfer-Encoding': 'chunked' },
      body: 'hällo',
    });
    expect(seen).toEqual({ host: `localhost:${port}`, a: 'one', length: '6', body: 'hällo' });
    expect([fetched.status, fetched.headers.get('x-b')]).toEqual([410, 'two']);
  });

  it('ignores the proxy settings of the environment', async () => {
    const proxy = await listening();
    const { port } = await listening();
    process.env.HTTP_PROXY = process.env.http_proxy = `http://127.0.0.1:${proxy.port}`;
    process.env.NODE_USE_ENV_PROXY = '1';
    try {
      await opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, limits);
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'NODE_USE_ENV_PROXY']) delete process.env[name];
    }
    expect(proxy.seen).toEqual([]);
  });
});

describe('a response', () => {
  const from = async (listener: Parameters<typeof listen>[0], options = {}) => {
    const { port } = await listening(listener);
    return opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, { ...limits, ...options });
  };

  it('with a Content-Length over the limit is refused', async () => {
    expect(await codeOf(from((_, response) => response.end(Buffer.alloc(1001))))).toBe('fetch_too_large');
  });

  it('without an end is refused when it exceeds the limit', async () => {
    const endless = from((_, response) => {
      const more = () => response.write(Buffer.alloc(300), () => setImmediate(more));
      more();
    });
    expect(await codeOf(endless)).toBe('fetch_too_large');
  });

  it('that switches protocols is refused immediately', async () => {
    const switching = from((request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n');
    });
    expect(await codeOf(switching)).toBe('fetch_refused');
  });

  it('of exactly the limit is accepted', async () => {
    expect((await from((_, response) => response.end(Buffer.alloc(1000)))).bytes).toHaveLength(1000);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('in %s is decompressed up to the limit', async (name, compress) => {
    const compressed = (content: Buffer) =>
      from((_, response) => response.writeHead(200, { 'content-encoding': name }).end(compress(content)));
    expect(Buffer.from((await compressed(Buffer.from('text'))).bytes).toString()).toBe('text');
    expect(await codeOf(compressed(Buffer.alloc(50_000_000)))).toBe('fetch_too_large');
  });

  it('without a body is empty, even with a Content-Encoding', async () => {
    const { bytes } = await from(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(),
      { method: 'HEAD' },
    );
    expect(bytes).toHaveLength(0);
  });

  it.each([
    [
      'ends early',
      (_: unknown, r: import('node:http').ServerResponse) =>
        r.writeHead(200, { 'content-length': 9 }).write('a', () => r.destroy()),
    ],
    ['is missing', (_: unknown, r: import('node:http').ServerResponse) => r.destroy()],
    ['does not arrive', () => undefined],
    ['never ends', (_: unknown, r: import('node:http').ServerResponse) => r.write('a')],
  ])('that %s is a retryable failure', async (_, listener) => {
    const error = await from(listener as never, { seconds: 0.3 }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
  });

  it('can be aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const work = from(() => controller.abort(reason), { signal: controller.signal });
    await expect(work).rejects.toBe(reason);
  });
});

test('a refused connection is a retryable failure', async () => {
  const { port, close } = await listen();
  await close();
  const error = await opened('127.0.0.1')
    .fetch(`http://127.0.0.1:${port}/`, limits)
    .catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
});
