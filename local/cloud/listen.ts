import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a server listen on a port of 127.0.0.1, a free one if that is 0. Gives the port. */
export async function listen(server: Server, port: number): Promise<number> {
  // Clients keep connections; one that the server closes at the moment of reuse would fail a request.
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Stops listening, and ends every connection. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
