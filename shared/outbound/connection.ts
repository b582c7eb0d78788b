import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ConveyorError } from '../errors.ts';
import { allowedAddresses, type Destination, type Policy, type Resolve } from './policy.ts';

/** Opens a socket to an IP address. */
type Connect = (address: string, port: number) => Socket;

/** Resolves names and opens sockets; tests replace it. */
export interface Network {
  resolve: Resolve;
  connect: Connect;
}

export const systemNetwork: Network = {
  async resolve(host) {
    const { lookup } = await import('node:dns/promises');
    return (await lookup(host, { all: true })).map(({ address }) => address);
  },
  connect: (address, port) => connect({ host: address, port }),
};

const connectTimeoutMilliseconds = 5_000;
/** How many addresses of a name are tried. */
const maximumAddresses = 4;

/**
 * Connects to a destination. Resolves its name once, checks every address, and connects only to a checked address, which
 * prevents DNS rebinding.
 * @throws ConveyorError `address_not_allowed`, `fetch_failed`, `fetch_refused`; the reason of an aborted signal
 */
export async function connectTo(
  destination: Destination,
  policy: Policy,
  { resolve, connect: open }: Network,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const addresses = await abortable(allowedAddresses(destination, policy, resolve), signal);
  let lastError: unknown;
  for (const address of addresses.slice(0, maximumAddresses)) {
    signal.throwIfAborted();
    // The user of the socket handles later errors. Without a listener they would terminate the process.
    const socket = open(address, destination.port).on('error', () => undefined);
    try {
      await once(socket, 'connect', {
        signal: AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMilliseconds)]),
      });
      return socket;
    } catch (error) {
      socket.destroy();
      lastError = error;
    }
  }
  signal.throwIfAborted();
  throw new ConveyorError('fetch_failed', { cause: lastError });
}

/** Stops waiting for work that cannot be aborted, such as a DNS lookup. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
