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
  ])('is refused before anybody is asked: %s', async (url) => {
    const listener = await listening();
    const address = url.replace('PORT', String(listener.port));
    expect(() => closed.check(address)).toThrow('address_not_allowed');
    expect(await codeOf(closed.fetch(address, limits))).toBe('address_not_allowed');
    expect(listener.seen).toEqual([]);
  });

  it('is what the error says, in 400 and for good', async () => {
    const error = await closed.fetch('http://127.0.0.1/', limits).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'address_not_allowed', status: 400, retryable: false });
  });
});

describe('a name', () => {
  const to = (...answers: string[][]) => {
    const connected: string[] = [];
    const asked: string[] = [];
    return {
      connected,
      asked,
      ways: {
        resolve: async (host: string) => {
          asked.push(host);
          return answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? []);
        },
        connect: (address: string, port: number) => {
          connected.push(`${address}:${port}`);
          return connect({ host: '127.0.0.1', port: 1 });
        },
      },
    };
  };
  const outbound = (ways: ReturnType<typeof to>['ways']) =>
    new Outbound({ reach: 'public', allow: AllowList.empty }, ways);

  it('that resolves to loopback is refused, and nothing connected to', async () => {
    const { ways, connected } = to(['127.0.0.1']);
    expect(await codeOf(outbound(ways).fetch('http://rebind.example/', limits))).toBe('address_not_allowed');
    expect(connected).toEqual([]);
  });

  it('that has one closed address among open ones is refused', async () => {
    const { ways, connected } = to(['93.184.215.14', '10.0.0.1']);
    expect(await codeOf(outbound(ways).fetch('http://mixed.example/', limits))).toBe('address_not_allowed');
    expect(connected).toEqual([]);
  });

  it('that changes its answer is connected to where it was checked: asked once, and pinned', async () => {
    const { ways, connected, asked } = to(['93.184.215.14'], ['127.0.0.1']);
    expect(await codeOf(outbound(ways).fetch('http://rebind.example:8080/', limits))).toBe('fetch_failed');
    expect(asked).toEqual(['rebind.example']);
    expect(connected).toEqual(['93.184.215.14:8080']);
  });

  it('that is a second time asked, and has another answer by then, is refused then', async () => {
    const { ways, connected } = to(['93.184.215.14'], ['169.254.169.254']);
    const both = outbound(ways);
    expect(await codeOf(both.fetch('http://rebind.example/', limits))).toBe('fetch_failed');
    expect(await codeOf(both.fetch('http://rebind.example/', limits))).toBe('address_not_allowed');
    expect(connected).toEqual(['93.184.215.14:80']);
  });

  it('that nobody knows is a failure that another try may mend', async () => {
    const { ways } = to([]);
    const error = await outbound(ways)
      .fetch('http://nowhere.example/', limits)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
  });

  it('that never resolves is given up in time, and when the caller gives up', async () => {
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
    ['an address with its port', '127.0.0.1:PORT', '127.0.0.1'],
    ['a range', '127.0.0.0/8', '127.0.0.1'],
    ['a name', 'localhost', 'localhost'],
    ['what a name resolves to', '127.0.0.1,::1', 'localhost'],
  ])('opens %s', async (_, allow, host) => {
    const { port, seen } = await listening();
    const outbound = opened(allow.replace('PORT', String(port)));
    outbound.check(`http://${host}:${port}/a`);
    const { status, bytes } = await outbound.fetch(`http://${host}:${port}/a?b#c`, limits);
    expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'CANARY']);
    expect(seen).toEqual(['connection', 'GET /a?b']);
  });

  it.each(['127.0.0.2', '127.0.0.1:1', 'example.com'])('that says %s opens nothing else', async (allow) => {
    const { port, seen } = await listening();
    expect(await codeOf(opened(allow).fetch(`http://127.0.0.1:${port}/`, limits))).toBe(
      'address_not_allowed',
    );
    expect(seen).toEqual([]);
  });
});

describe('a redirect', () => {
  it('is followed, and the answer says where it came from', async () => {
    const { port } = await listening((request, response) => {
      if (request.url === '/end') response.end('there');
      else response.writeHead(302, { location: '/end' }).end();
    });
    const fetched = await opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, limits);
    expect(fetched).toMatchObject({ status: 200, url: `http://127.0.0.1:${port}/end` });
  });

  it.each(['http://127.0.0.1:PORT/', 'http://localhost:PORT/', 'file:///etc/passwd', 'http://[::1]:PORT/'])(
    'to %s is checked anew',
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

  it('without end is refused', async () => {
    const { port, seen } = await listening((_, response) => response.writeHead(302, { location: '/' }).end());
    const error = await opened('127.0.0.1')
      .fetch(`http://127.0.0.1:${port}/`, limits)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_refused', retryable: false });
    expect(seen.filter((each) => each.startsWith('GET'))).toHaveLength(6);
  });

  it('takes no credential to another origin', async () => {
    const tokens: unknown[] = [];
    const other = await listening((request, response) => {
      tokens.push(request.headers.authorization, request.headers['x-mine']);
      response.end();
    });
    const { port } = await listening((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    await opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, {
      ...limits,
      headers: { Authorization: 'Bearer secret', 'X-Mine': 'kept' },
    });
    expect(tokens).toEqual([undefined, 'kept']);
  });

  it('of what has a body is the answer', async () => {
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
  it('carries its body, its headers and its name', async () => {
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

  it('goes by no proxy of the environment', async () => {
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

describe('an answer', () => {
  const from = async (answer: Parameters<typeof listen>[0], options = {}) => {
    const { port } = await listening(answer);
    return opened('127.0.0.1').fetch(`http://127.0.0.1:${port}/`, { ...limits, ...options });
  };

  it('that says it is too large is refused', async () => {
    expect(await codeOf(from((_, response) => response.end(Buffer.alloc(1001))))).toBe('fetch_too_large');
  });

  it('that goes on and on is refused when it is too large', async () => {
    const endless = from((_, response) => {
      const more = () => response.write(Buffer.alloc(300), () => setImmediate(more));
      more();
    });
    expect(await codeOf(endless)).toBe('fetch_too_large');
  });

  it('that changes the protocol is refused, told at once', async () => {
    const switching = from((request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n');
    });
    expect(await codeOf(switching)).toBe('fetch_refused');
  });

  it('of exactly as much as allowed is taken', async () => {
    expect((await from((_, response) => response.end(Buffer.alloc(1000)))).bytes).toHaveLength(1000);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('that is packed as %s is unpacked, and a bomb refused', async (name, pack) => {
    const packed = (content: Buffer) =>
      from((_, response) => response.writeHead(200, { 'content-encoding': name }).end(pack(content)));
    expect(Buffer.from((await packed(Buffer.from('text'))).bytes).toString()).toBe('text');
    expect(await codeOf(packed(Buffer.alloc(50_000_000)))).toBe('fetch_too_large');
  });

  it('without a body is an empty one, even if it says that it is packed', async () => {
    const { bytes } = await from(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(),
      { method: 'HEAD' },
    );
    expect(bytes).toHaveLength(0);
  });

  it.each([
    [
      'breaks off',
      (_: unknown, r: import('node:http').ServerResponse) =>
        r.writeHead(200, { 'content-length': 9 }).write('a', () => r.destroy()),
    ],
    ['is none', (_: unknown, r: import('node:http').ServerResponse) => r.destroy()],
    ['never comes', () => undefined],
    ['never ends', (_: unknown, r: import('node:http').ServerResponse) => r.write('a')],
  ])('that %s is a failure that another try may mend', async (_, answer) => {
    const error = await from(answer as never, { seconds: 0.3 }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
  });

  it('is not waited for by who gives up', async () => {
    const giveUp = new AbortController();
    const reason = new Error('enough');
    const work = from(() => giveUp.abort(reason), { signal: giveUp.signal });
    await expect(work).rejects.toBe(reason);
  });
});

test('nobody there is a failure that another try may mend', async () => {
  const { port, close } = await listen();
  await close();
  const error = await opened('127.0.0.1')
    .fetch(`http://127.0.0.1:${port}/`, limits)
    .catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'fetch_failed', retryable: true });
});
