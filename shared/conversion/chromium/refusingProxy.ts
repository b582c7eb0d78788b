import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConveyorError } from '../../errors.ts';
import type { BrowserEgress, BrowserProxy } from './browserProxy.ts';

/** The default proxy: answers 403 to every request and connects to nothing. */
export const refusingProxy: BrowserProxy = { open };

async function open(): Promise<BrowserEgress> {
  const server = createServer((_request, response) => {
    response.writeHead(403, { 'content-length': 0, connection: 'close' }).end();
  });
  const refuse = (_request: unknown, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  };
  server.on('connect', refuse);
  server.on('upgrade', refuse);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    closed: true,
    check: async () => {
      throw new ConveyorError('address_not_allowed');
    },
    wasRefused: () => true,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
