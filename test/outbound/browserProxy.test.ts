import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';
import { BrowserProxy } from '../../shared/outbound/browserProxy.ts';
import type { BrowserWay } from '../../shared/outbound/browserWay.ts';
import type { Ways } from '../../shared/outbound/connection.ts';
import { type Listener, listen } from './listener.ts';

let canary: Listener;
let way: BrowserWay | undefined;
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
  await way?.close();
  way = undefined;
  await canary.close();
});

async function open(allow = '', traveller: 'documents' | 'pages' = 'pages', ways: Partial<Ways> = {}) {
  const list = AllowList.parse(allow.replace('PORT', String(canary.port)));
  const proxy = new BrowserProxy(
    { documents: { reach: 'nothing', allow: list }, pages: { reach: 'public', allow: list } },
    ways,
  );
  way = await proxy.open(traveller);
  return way;
}

/** Asks by the proxy for an absolute address. */
async function ask({ server }: BrowserWay, url: string, method = 'GET', body = '') {
  const { hostname, port } = new URL(server);
  const sent = request({
    host: hostname,
    port,
    method,
    path: url,
    headers: { host: new URL(url).host, 'proxy-connection': 'keep-alive' },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const text = Buffer.concat(await Array.fromAsync<Buffer>(response)).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

/** Asks for a tunnel. @returns its socket and the proxy's first line */
async function tunnel({ server }: BrowserWay, target: string): Promise<{ socket: Socket; answer: string }> {
  const { hostname, port } = new URL(server);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [chunk] = await once(socket, 'data');
  return { socket, answer: String(chunk).split('\r\n')[0] ?? '' };
}

describe.each(['documents', 'pages'] as const)('%s', (traveller) => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0'])(
    'reach nothing at %s: by a request, a tunnel or a protocol of their own',
    async (host) => {
      const { port, seen } = canary;
      const opened = await open('', traveller);
      const asked = await ask(opened, `http://${host}:${port}/`);
      expect(asked).toMatchObject({
        status: 403,
        headers: { 'proxy-status': expect.stringMatching(/^conveyor;/) },
      });
      const { answer, socket } = await tunnel(opened, `${host}:${port}`);
      expect(answer).toMatch(/ 403 /);
      socket.destroy();
      expect(seen).toEqual([]);
      expect(opened.wasRefused(`http://${host}:${port}/`)).toBe(true);
      await expect(opened.check(`http://${host}:${port}/`)).rejects.toMatchObject({
        code: 'address_not_allowed',
      });
    },
  );

  it('reach what the allow-list opens', async () => {
    const opened = await open('127.0.0.1:PORT', traveller);
    await opened.check(`http://127.0.0.1:${canary.port}/`);
    const { status, headers, text } = await ask(
      opened,
      `http://127.0.0.1:${canary.port}/a?b`,
      'POST',
      'body',
    );
    expect([status, headers['x-from']]).toEqual([200, 'canary']);
    expect(JSON.parse(text)).toEqual({ host: `127.0.0.1:${canary.port}`, body: 'body' });
    expect(canary.seen).toContain('POST /a?b');
  });

  it('speak through a tunnel with what the allow-list opens', async () => {
    const opened = await open('127.0.0.1:PORT', traveller);
    const { socket, answer } = await tunnel(opened, `127.0.0.1:${canary.port}`);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    socket.write('GET /in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(Buffer.concat(await Array.fromAsync<Buffer>(socket)).toString()).toMatch(
      /200 OK[\s\S]*"host":"a"/,
    );
  });
});

describe('a page', () => {
  it('whose name has another answer when it is asked for again goes where it was checked, or nowhere', async () => {
    const answers = [['93.184.215.14'], ['93.184.215.14'], ['127.0.0.1']];
    const connected: string[] = [];
    const opened = await open('', 'pages', {
      resolve: async () => answers.shift() ?? [],
      connect: (address, port) => {
        connected.push(`${address}:${port}`);
        return connect({ host: '127.0.0.1', port: canary.port });
      },
    });
    await opened.check('http://rebind.example/');
    expect((await ask(opened, 'http://rebind.example/')).status).toBe(200);
    expect((await ask(opened, 'http://rebind.example/')).status).toBe(403);
    expect(connected).toEqual(['93.184.215.14:80']);
  });

  it.each(['GET', 'DELETE', 'POST'])('hides no second request in the body of a %s', async (method) => {
    const opened = await open('127.0.0.1:PORT');
    const { hostname, port } = new URL(opened.server);
    const url = `http://127.0.0.1:${canary.port}`;
    const sent = request({
      host: hostname,
      port,
      method,
      path: `${url}/`,
      headers: { 'transfer-encoding': 'chunked' },
    });
    sent.end(`GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n`);
    const [response] = await once(sent, 'response');
    expect(Buffer.concat(await Array.fromAsync<Buffer>(response)).toString()).toContain('GET /hidden');
    expect(canary.seen.filter((each) => each !== 'connection')).toEqual([`${method} /`]);
  });

  it('asks for no upgrade beside a tunnel', async () => {
    const opened = await open('127.0.0.1:PORT');
    const { hostname, port } = new URL(opened.server);
    const sent = request({
      host: hostname,
      port,
      path: `http://127.0.0.1:${canary.port}/`,
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    });
    sent.end();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(403);
    expect(canary.seen).toEqual([]);
  });

  it.each(['000 Odd', '099 Odd', '101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a'])(
    'hears that an answer %j is none, and the process lives on',
    async (head) => {
      const odd = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n`));
      });
      odd.listen(0, '127.0.0.1');
      await once(odd, 'listening');
      const { port } = odd.address() as AddressInfo;
      const opened = await open(`127.0.0.1:${port}`);
      expect((await ask(opened, `http://127.0.0.1:${port}/`)).status).toBe(502);
      odd.close();
    },
  );

  it('hears that nobody is there', async () => {
    const opened = await open('127.0.0.1:1');
    expect((await ask(opened, 'http://127.0.0.1:1/')).status).toBe(502);
    expect((await tunnel(opened, '127.0.0.1:1')).answer).toMatch(/ 502 /);
    expect(opened.wasRefused('http://127.0.0.1:1/')).toBe(false);
  });
});

it('ends its tunnels when it is closed', async () => {
  const opened = await open('127.0.0.1:PORT');
  const { socket } = await tunnel(opened, `127.0.0.1:${canary.port}`);
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await opened.close();
  await closed;
  await expect(tunnel(opened, 'a:1')).rejects.toThrow();
});

it('says of an address at once what can be said without asking', () => {
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
