import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A web server on loopback that records requests. */
export interface Listener {
  port: number;
  /** Requests, as `GET /path`, and bare connections as `connection`. */
  seen: string[];
  close(): Promise<void>;
}

/** Starts a web server on a free port of loopback. @param tls its key and certificate, for HTTPS */
export async function listen(
  listener: RequestListener = (_, response) => response.end('CANARY'),
  tls?: { key: string; cert: string },
): Promise<Listener> {
  const seen: string[] = [];
  const recording: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  };
  const server: Server = tls ? createTlsServer(tls, recording) : createServer(recording);
  server.on('connection', () => seen.push('connection'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
