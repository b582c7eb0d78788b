import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';
import type { BrowserEgress } from '../../shared/outbound/browserEgress.ts';
import { BrowserProxy } from '../../shared/outbound/browserProxy.ts';
import type { Network } from '../../shared/outbound/connection.ts';
import { type Listener, listen } from './listener.ts';

let canary: Listener;
let egress: BrowserEgress | undefined;
beforeEach(async () => {
  canary = await listen(async (incoming, response) => {
    const body = Buffer.concat(await Array.fromAsync(incoming)).toString();
    response.setHeader('x-from', 'canary');
    response.end(
      JSON.stringify({ host: incoming.headers.host, body, proxy: incoming.headers['proxy-connection'] }),
    );
  });
});
afterEach(async () => {
  await egress?.close();
  egress = undefined;
  await canary.close();
});

async function open(allow = '', content: 'documents' | 'pages' = 'pages', network: Partial<Network> = {}) {
  const list = AllowList.parse(allow.replace('PORT', String(canary.port)));
  const proxy = new BrowserProxy(
    { documents: { reach: 'nothing', allow: list }, pages: { reach: 'public', allow: list } },
    network,
  );
  egress = await proxy.open(content);
  return egress;
}

/** Sends a request for an absolute URL through the proxy. */
async function fetchThrough({ server }: BrowserEgress, url: string, method = 'GET', body = '') {
  const { hostname, port } = new URL(server);
  const outgoing = request({
    host: hostname,
    port,
    method,
    path: url,
    headers: { host: new URL(url).host, 'proxy-connection': 'keep-alive' },
  });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await Array.fromAsync<Buffer>(response)).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

/** Sends a CONNECT request. @returns the socket and the status line of the proxy */
async function tunnel(
  { server }: BrowserEgress,
  target: string,
): Promise<{ socket: Socket; statusLine: string }> {
  const { hostname, port } = new URL(server);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [chunk] = await once(socket, 'data');
  return { socket, statusLine: String(chunk).split('\r\n')[0] ?? '' };
}

describe.each(['documents', 'pages'] as const)('%s', (content) => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0'])(
    'cannot reach %s by a request or a tunnel',
    async (host) => {
      const { port, seen } = canary;
      const proxy = await open('', content);
      const response = await fetchThrough(proxy, `http://${host}:${port}/`);
      expect(response).toMatchObject({
        status: 403,
        headers: { 'proxy-status': expect.stringMatching(/^conveyor;/) },
      });
      const { statusLine, socket } = await tunnel(proxy, `${host}:${port}`);
      expect(statusLine).toMatch(/ 403 /);
      socket.destroy();
      expect(seen).toEqual([]);
      expect(proxy.wasRefused(`http://${host}:${port}/`)).toBe(true);
      await expect(proxy.check(`http://${host}:${port}/`)).rejects.toMatchObject({
        code: 'address_not_allowed',
      });
    },
  );

  it('can reach an allowed destination', async () => {
    const proxy = await open('127.0.0.1:PORT', content);
    await proxy.check(`http://127.0.0.1:${canary.port}/`);
    const { status, headers, text } = await fetchThrough(
      proxy,
      `http://127.0.0.1:${canary.port}/a?b`,
      'POST',
      'body',
    );
    expect([status, headers['x-from']]).toEqual([200, 'canary']);
    expect(JSON.parse(text)).toEqual({ host: `127.0.0.1:${canary.port}`, body: 'body' });
    expect(canary.seen).toContain('POST /a?b');
  });

  it('can open a tunnel to an allowed destination', async () => {
    const proxy = await open('127.0.0.1:PORT', content);
    const { socket, statusLine } = await tunnel(proxy, `127.0.0.1:${canary.port}`);
    expect(statusLine).toMatch(/^HTTP\/1.1 200 /);
    socket.write('GET /in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(Buffer.concat(await Array.fromAsync<Buffer>(socket)).toString()).toMatch(
      /200 OK[\s\S]*"host":"a"/,
    );
  });
});

describe('a page', () => {
  it('is connected to the checked address only, even if the name resolves to another one later', async () => {
    const answers = [['93.184.215.14'], ['93.184.215.14'], ['127.0.0.1']];
    const connected: string[] = [];
    const proxy = await open('', 'pages', {
      resolve: async () => answers.shift() ?? [],
      connect: (address, port) => {
        connected.push(`${address}:${port}`);
        return connect({ host: '127.0.0.1', port: canary.port });
      },
    });
    await proxy.check('http://rebind.example/');
    expect((await fetchThrough(proxy, 'http://rebind.example/')).status).toBe(200);
    expect((await fetchThrough(proxy, 'http://rebind.example/')).status).toBe(403);
    expect(connected).toEqual(['93.184.215.14:80']);
  });

  it.each(['GET', 'DELETE', 'POST'])(
    'cannot smuggle a second request in the body of a %s',
    async (method) => {
      const proxy = await open('127.0.0.1:PORT');
      const { hostname, port } = new URL(proxy.server);
      const url = `http://127.0.0.1:${canary.port}`;
      const outgoing = request({
        host: hostname,
        port,
        method,
        path: `${url}/`,
        headers: { 'transfer-encoding': 'chunked' },
      });
      outgoing.end(`GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n`);
      const [response] = await once(outgoing, 'response');
      expect(Buffer.concat(await Array.fromAsync<Buffer>(response)).toString()).toContain('GET /hidden');
      expect(canary.seen.filter((each) => each !== 'connection')).toEqual([`${method} /`]);
    },
  );

  it('cannot upgrade outside of a tunnel', async () => {
    const proxy = await open('127.0.0.1:PORT');
    const { hostname, port } = new URL(proxy.server);
    const outgoing = request({
      host: hostname,
      port,
      path: `http://127.0.0.1:${canary.port}/`,
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    });
    outgoing.end();
    const [response] = await once(outgoing, 'response');
    expect(response.statusCode).toBe(403);
    expect(canary.seen).toEqual([]);
  });

  it.each(['000 Odd', '099 Odd', '101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a'])(
    'receives 502 for the invalid status line %j',
    async (head) => {
      const origin = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n`));
      });
      origin.listen(0, '127.0.0.1');
      await once(origin, 'listening');
      const { port } = origin.address() as AddressInfo;
      const proxy = await open(`127.0.0.1:${port}`);
      expect((await fetchThrough(proxy, `http://127.0.0.1:${port}/`)).status).toBe(502);
      origin.close();
    },
  );

  it('receives 502 from an unreachable destination', async () => {
    const proxy = await open('127.0.0.1:1');
    expect((await fetchThrough(proxy, 'http://127.0.0.1:1/')).status).toBe(502);
    expect((await tunnel(proxy, '127.0.0.1:1')).statusLine).toMatch(/ 502 /);
    expect(proxy.wasRefused('http://127.0.0.1:1/')).toBe(false);
  });
});

it('closes its tunnels when it is closed', async () => {
  const proxy = await open('127.0.0.1:PORT');
  const { socket } = await tunnel(proxy, `127.0.0.1:${canary.port}`);
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await proxy.close();
  await closed;
  await expect(tunnel(proxy, 'a:1')).rejects.toThrow();
});

it('checks a URL without resolving its host name', () => {
  const proxy = new BrowserProxy({
    documents: { reach: 'nothing', allow: AllowList.empty },
    pages: { reach: 'public', allow: AllowList.empty },
  });
  proxy.check('https://example.com/');
  for (const url of [
    'file:///etc/passwd',
    'http://127.0.0.1/',
    'http://localhost/',
    'https://a:b@example.com/',
  ])
    expect(() => proxy.check(url)).toThrow('address_not_allowed');
});
