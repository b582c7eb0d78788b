import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { ConveyorError } from '../errors.ts';
import { connectTo, type Ways } from './connection.ts';
import { fetchError } from './fetchError.ts';
import { destinationOf, type Policy } from './policy.ts';

/** One request, without its redirects. */
export interface Exchange {
  url: URL;
  method: string;
  headers: Headers;
  body: Uint8Array | undefined;
  signal: AbortSignal;
}

/**
 * Sends a request over a connection of its own to an address that was checked, and resolves when the answer's head is
 * there. The name stays what the certificate is checked against and what the `Host` header says.
 * @throws ConveyorError `address_not_allowed`, `fetch_failed`, `fetch_refused`; the signal's reason when it is aborted
 */
export async function exchange(
  { url, method, headers, body, signal }: Exchange,
  policy: Policy,
  ways: Ways,
): Promise<IncomingMessage> {
  const destination = destinationOf(url, policy);
  const socket: Duplex = await connectTo(destination, policy, ways, signal);
  const { host } = destination;
  const stream =
    url.protocol === 'https:'
      ? connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }), ALPNProtocols: ['http/1.1'] })
      : socket;
  const sent = request({
    // With a connection of its own there is no agent: neither a pool nor a proxy from the environment.
    createConnection: () => stream,
    method,
    path: `${url.pathname}${url.search}`,
    setHost: false,
    headers: { ...Object.fromEntries(headers), host: url.host, connection: 'close' },
    signal,
  });
  // Once the head is there, the body's reader hears of what fails; without a listener it would end the process.
  sent.on('error', () => undefined);
  // Nobody asked for another protocol. After this there is no answer any more, and no abort that the request would tell.
  sent.on('upgrade', () =>
    sent.emit('error', new ConveyorError('fetch_refused', { detail: 'The address changes the protocol.' })),
  );
  try {
    sent.end(body);
    const [response] = (await once(sent, 'response', { signal })) as [IncomingMessage];
    return response;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error instanceof ConveyorError ? error : fetchError(error, stream);
  }
}
