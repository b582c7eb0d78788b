import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { ConveyorError } from '../errors.ts';
import { connectTo, type Network } from './connection.ts';
import { fetchError } from './fetchError.ts';
import { destinationOf, type Policy } from './policy.ts';

/** A single request, without redirects. */
export interface Exchange {
  url: URL;
  method: string;
  headers: Headers;
  body: Uint8Array | undefined;
  signal: AbortSignal;
}

/**
 * Sends a request over a new connection to a checked address, and resolves when the response headers arrive. The host name is
 * used to validate the certificate and for the `Host` header.
 * @throws ConveyorError `address_not_allowed`, `fetch_failed`, `fetch_refused`; the reason of an aborted signal
 */
export async function exchange(
  { url, method, headers, body, signal }: Exchange,
  policy: Policy,
  network: Network,
): Promise<IncomingMessage> {
  const destination = destinationOf(url, policy);
  const socket: Duplex = await connectTo(destination, policy, network, signal);
  const { host } = destination;
  const stream =
    url.protocol === 'https:'
      ? connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }), ALPNProtocols: ['http/1.1'] })
      : socket;
  const outgoing = request({
    // Bypasses the agent, and with it connection pooling and the proxy settings of the environment.
    createConnection: () => stream,
    method,
    path: `${url.pathname}${url.search}`,
    setHost: false,
    headers: { ...Object.fromEntries(headers), host: url.host, connection: 'close' },
    signal,
  });
  // After the headers, the reader of the body receives errors. Without a listener they would terminate the process.
  outgoing.on('error', () => undefined);
  // After an upgrade, Node emits neither `response` nor an abort error.
  outgoing.on('upgrade', () =>
    outgoing.emit(
      'error',
      new ConveyorError('fetch_refused', { detail: 'The address switched to another protocol.' }),
    ),
  );
  try {
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response', { signal })) as [IncomingMessage];
    return response;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error instanceof ConveyorError ? error : fetchError(error, stream);
  }
}
