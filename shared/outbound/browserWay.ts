import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConveyorError } from '../errors.ts';
import { connectTo, type Ways } from './connection.ts';
import { destinationOf, openAddresses, type Policy } from './policy.ts';
import { endToEndHeaders } from './proxyHeaders.ts';

/** Connections that are open at once; a browser opens six to a host. */
const mostConnections = 200;
/** How many refused hosts are remembered. */
const mostRefused = 100;

/**
 * A forward proxy (RFC 9112, section 3.2.2; CONNECT: RFC 9110, section 9.3.6). Whatever comes by it, WebSockets included,
 * is resolved, checked and pinned like every other address that a stranger named.
 */
export class BrowserWay {
  /** For the browser's `proxyServer`. */
  readonly server: string;
  /** Whether nothing at all can be reached by it. */
  readonly closed: boolean;
  readonly #listener: Server;
  readonly #policy: Policy;
  readonly #ways: Ways;
  readonly #end = new AbortController();
  readonly #open = new Set<Duplex>();
  readonly #refused = new Set<string>();

  constructor(listener: Server, port: number, policy: Policy, ways: Ways) {
    this.server = `http://127.0.0.1:${port}`;
    this.closed = policy.reach === 'nothing' && policy.allow.isEmpty;
    this.#listener = listener;
    this.#policy = policy;
    this.#ways = ways;
    listener.maxConnections = mostConnections;
    listener.on('request', (incoming, response) => void this.#forward(incoming, response));
    listener.on('connect', (incoming, client) => void this.#tunnel(incoming, client));
    listener.on('upgrade', (_incoming, client) => refuseSocket(client, 403));
    listener.on('clientError', (_error, client) => client.destroy());
  }

  /** @throws ConveyorError `address_not_allowed`; `fetch_refused` or `fetch_failed` when the name has no address */
  async check(url: string): Promise<void> {
    await openAddresses(destinationOf(url, this.#policy), this.#policy, this.#ways.resolve);
  }

  /** Whether the host of an address was refused: a page that couldn't be had because of that needs no second try. */
  wasRefused(url: string): boolean {
    return this.#refused.has(URL.parse(url)?.hostname ?? '');
  }

  /** Ends every connection at once. */
  async close(): Promise<void> {
    this.#end.abort(new Error('The way is closed.'));
    for (const socket of this.#open) socket.destroy();
    this.#listener.closeAllConnections();
    await new Promise((closed) => this.#listener.close(closed));
  }

  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number) =>
      response.headersSent ? response.destroy() : response.writeHead(status, own).end();
    response.on('error', () => undefined);
    try {
      const url = URL.parse(incoming.url ?? '');
      const upstream = await this.#connect(incoming.url ?? '');
      const sent = request({
        createConnection: () => upstream,
        method: incoming.method ?? 'GET',
        path: `${url?.pathname}${url?.search}`,
        setHost: false,
        headers: [
          'Host',
          url?.host ?? '',
          ...endToEndHeaders(incoming.rawHeaders, 'host'),
          // Unframed, the body of a GET would be a second request.
          ...(incoming.headers['transfer-encoding'] ? ['Transfer-Encoding', 'chunked'] : []),
          'Connection',
          'close',
        ],
      });
      sent.on('error', () => refuse(502));
      // Nobody asked for another protocol.
      sent.on('upgrade', () => refuse(502));
      sent.on('response', (received) => {
        received.on('error', () => response.destroy());
        // Node reads any three digits, and throws when it is to write others than these.
        if ((received.statusCode ?? 0) < 200) return refuse(502);
        response.writeHead(received.statusCode ?? 502, endToEndHeaders(received.rawHeaders, 'proxy-status'));
        received.pipe(response);
      });
      incoming.on('error', () => upstream.destroy());
      response.on('close', () => upstream.destroy());
      incoming.pipe(sent);
    } catch (error) {
      refuse(statusOf(error));
    }
  }

  async #tunnel(incoming: IncomingMessage, client: Duplex): Promise<void> {
    this.#keep(client);
    try {
      const upstream = await this.#connect(`https://${incoming.url}`);
      if (client.destroyed) return void upstream.destroy();
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      client.pipe(upstream).pipe(client);
    } catch (error) {
      refuseSocket(client, statusOf(error));
    }
  }

  async #connect(url: string): Promise<Socket> {
    try {
      const socket = await connectTo(
        destinationOf(url, this.#policy),
        this.#policy,
        this.#ways,
        this.#end.signal,
      );
      return this.#keep(socket);
    } catch (error) {
      const refused = error instanceof ConveyorError && error.code === 'address_not_allowed';
      if (refused && this.#refused.size < mostRefused) this.#refused.add(URL.parse(url)?.hostname ?? '');
      throw error;
    }
  }

  #keep<Kept extends Duplex>(socket: Kept): Kept {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => this.#open.delete(socket));
  }
}

/** An answer that is the proxy's own says so (RFC 9209). */
const own = {
  'content-length': 0,
  connection: 'close',
  'proxy-status': 'conveyor; error=proxy_internal_response',
};

function refuseSocket(client: Duplex, status: number): void {
  client.on('error', () => client.destroy());
  client.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

function statusOf(error: unknown): number {
  return error instanceof ConveyorError && error.code === 'address_not_allowed' ? 403 : 502;
}
