import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ConveyorError } from '../errors.ts';
import { type Destination, openAddresses, type Policy, type Resolve } from './policy.ts';

/** Opens a socket to an address, which is never a name. */
export type Connect = (address: string, port: number) => Socket;

/** How names are resolved and sockets opened: the system's ways, unless a test has others. */
export interface Ways {
  resolve: Resolve;
  connect: Connect;
}

export const systemWays: Ways = {
  async resolve(host) {
    const { lookup } = await import('node:dns/promises');
    return (await lookup(host, { all: true })).map(({ address }) => address);
  },
  connect: (address, port) => connect({ host: address, port }),
};

/** How long one address may take to accept, in ms, before the next one is tried. */
const patience = 5_000;
/** How many of a name's addresses are tried. */
const mostAddresses = 4;

/**
 * A connected socket to a destination: its name is resolved once, every address checked, and exactly one of those that
 * were checked connected to.
 * @throws ConveyorError `address_not_allowed`, `fetch_failed`, `fetch_refused`; the signal's reason when it is aborted
 */
export async function connectTo(
  destination: Destination,
  policy: Policy,
  { resolve, connect: open }: Ways,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const addresses = await abortable(openAddresses(destination, policy, resolve), signal);
  let last: unknown;
  for (const address of addresses.slice(0, mostAddresses)) {
    signal.throwIfAborted();
    // What fails later is told by whoever uses the socket; without a listener it would end the process.
    const socket = open(address, destination.port).on('error', () => undefined);
    try {
      await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) });
      return socket;
    } catch (error) {
      socket.destroy();
      last = error;
    }
  }
  signal.throwIfAborted();
  throw new ConveyorError('fetch_failed', { cause: last });
}

/** What can't be stopped, such as a look-up of a name, is at least not waited for. */
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
