import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConveyorError } from '../errors.ts';
import { connectTo, type Network } from './connection.ts';
import { endToEndHeaders } from './endToEndHeaders.ts';
import { allowedAddresses, destinationOf, type Policy } from './policy.ts';

/** Concurrent connections; a browser opens six per host. */
const maximumConnections = 200;
/** Bounds the memory for refused hosts. */
const maximumRefused = 100;

/**
 * A forward proxy for the browser (RFC 9112 §3.2.2; CONNECT: RFC 9110 §9.3.6). It resolves, checks and pins the destination of
 * every connection, including WebSockets.
 *
 * proxy-chain opens its connections itself. Only its DNS lookup can be replaced, and literal addresses bypass that.
 */
export class BrowserEgress {
  /** The value of the browser option `proxyServer`. */
  readonly server: string;
  /** Whether the policy allows no destination at all. */
  readonly closed: boolean;
  readonly #listener: Server;
  readonly #policy: Policy;
  readonly #network: Network;
  readonly #end = new AbortController();
  readonly #open = new Set<Duplex>();
  readonly #refused = new Set<string>();

  constructor(listener: Server, port: number, policy: Policy, network: Network) {
    this.server = `http://127.0.0.1:${port}`;
    this.closed = policy.reach === 'nothing' && policy.allow.isEmpty;
    this.#listener = listener;
    this.#policy = policy;
    this.#network = network;
    listener.maxConnections = maximumConnections;
    listener.on('request', (incoming, response) => void this.#forward(incoming, response));
    listener.on('connect', (incoming, client) => void this.#tunnel(incoming, client));
    listener.on('upgrade', (_incoming, client) => refuseSocket(client, 403));
    listener.on('clientError', (_error, client) => client.destroy());
  }

  /** @throws ConveyorError `address_not_allowed`; `fetch_refused` or `fetch_failed` if the name has no address */
  async check(url: string): Promise<void> {
    await allowedAddresses(destinationOf(url, this.#policy), this.#policy, this.#network.resolve);
  }

  /** Whether the proxy refused the host of a URL, so that a retry of the page cannot succeed. */
  wasRefused(url: string): boolean {
    return this.#refused.has(URL.parse(url)?.hostname ?? '');
  }

  /** Closes the proxy and every open connection. */
  async close(): Promise<void> {
    this.#end.abort(new Error('The proxy is closed.'));
    for (const socket of this.#open) socket.destroy();
    this.#listener.closeAllConnections();
    await new Promise((closed) => this.#listener.close(closed));
  }

  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number) =>
      response.headersSent ? response.destroy() : response.writeHead(status, proxyResponseHeaders).end();
    response.on('error', () => undefined);
    try {
      const url = URL.parse(incoming.url ?? '');
      const upstream = await this.#connect(incoming.url ?? '');
      const forwarded = request({
        createConnection: () => upstream,
        method: incoming.method ?? 'GET',
        path: `${url?.pathname}${url?.search}`,
        setHost: false,
        headers: [
          'Host',
          url?.host ?? '',
          ...endToEndHeaders(incoming.rawHeaders, 'host'),
          // Without framing, the origin would read the body of a GET as a second request.
          ...(incoming.headers['transfer-encoding'] ? ['Transfer-Encoding', 'chunked'] : []),
          'Connection',
          'close',
        ],
      });
      forwarded.on('error', () => refuse(502));
      // The proxy never requests an upgrade.
      forwarded.on('upgrade', () => refuse(502));
      forwarded.on('response', (received) => {
        received.on('error', () => response.destroy());
        // Node parses any three-digit status, but writeHead() throws for those below 200.
        if ((received.statusCode ?? 0) < 200) return refuse(502);
        response.writeHead(received.statusCode ?? 502, endToEndHeaders(received.rawHeaders, 'proxy-status'));
        received.pipe(response);
      });
      incoming.on('error', () => upstream.destroy());
      response.on('close', () => upstream.destroy());
      incoming.pipe(forwarded);
    } catch (error) {
      refuse(statusOf(error));
    }
  }

  async #tunnel(incoming: IncomingMessage, client: Duplex): Promise<void> {
    this.#track(client);
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
        this.#network,
        this.#end.signal,
      );
      return this.#track(socket);
    } catch (error) {
      const refused = error instanceof ConveyorError && error.code === 'address_not_allowed';
      if (refused && this.#refused.size < maximumRefused) this.#refused.add(URL.parse(url)?.hostname ?? '');
      throw error;
    }
  }

  #track<Tracked extends Duplex>(socket: Tracked): Tracked {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => this.#open.delete(socket));
  }
}

/** Marks a response that the proxy itself generated (RFC 9209). */
const proxyResponseHeaders = {
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
