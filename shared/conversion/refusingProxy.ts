import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A forward proxy on loopback that answers 403 to everything and connects to nothing: the only way out that the
 * browser is given.
 */
export class RefusingProxy {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<RefusingProxy> {
    const server = createServer((_request, response) => {
      response.writeHead(403, { 'content-length': 0, connection: 'close' }).end();
    });
    const refuse = (_request: unknown, socket: import('node:stream').Duplex) => {
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    };
    server.on('connect', refuse);
    server.on('upgrade', refuse);
    server.on('clientError', (_error, socket) => socket.destroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    return new RefusingProxy(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
