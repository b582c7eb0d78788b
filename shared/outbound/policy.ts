import { isIP } from 'node:net';
import { ConveyorError } from '../errors.ts';
import type { AllowList } from './allowList.ts';
import { fetchError } from './fetchError.ts';
import { isPublicAddress } from './publicAddress.ts';

/** What may be reached: the public internet or nothing, and in either case what the operator opened. */
export interface Policy {
  reach: 'public' | 'nothing';
  allow: AllowList;
}

/** Where a connection is to go: the host as the URL standard writes it, and the port. */
export interface Destination {
  /** A name in lower case, or an address without brackets. */
  host: string;
  port: number;
}

/** All addresses of a name. Rejects when there is none. */
export type Resolve = (host: string) => Promise<string[]>;

/**
 * The ports of web servers. The others are refused, so that nobody speaks through us to a mail server or a database; an
 * operator opens more by an entry of the allow-list.
 */
const publicPorts: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/**
 * The destination of an address that a stranger named, as far as it can be judged without asking anybody.
 * @throws ConveyorError `address_not_allowed`: another scheme than http(s), credentials, a port or a literal address that
 *   is closed
 */
export function destinationOf(url: string | URL, policy: Policy): Destination {
  // The URL standard turns decimal, octal, hex and short forms of IPv4 into the usual one.
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw refused('Only absolute http:// and https:// addresses are taken.');
  if (parsed.username || parsed.password) throw refused('An address may not hold credentials.');
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const port = Number(parsed.port) || (parsed.protocol === 'https:' ? 443 : 80);
  const destination = { host, port };
  if (isIP(host)) mustBeOpen([host], destination, policy);
  else if (isClosedName(destination, policy)) throw refused();
  return destination;
}

/** A name that no answer of a resolver could open. */
function isClosedName({ host, port }: Destination, { reach, allow }: Policy): boolean {
  if (allow.hasName(host, port) || allow.hasAddresses(port)) return false;
  // RFC 6761: this name is always the machine itself.
  return reach === 'nothing' || !publicPorts.has(port) || /(^|\.)localhost$/.test(host);
}

/**
 * The addresses of a destination, every one of them seen to be open. Whoever connects must connect to one of these: the
 * name may have another answer a moment later.
 * @throws ConveyorError `address_not_allowed`; `fetch_refused` when nobody knows the name, `fetch_failed` when that can't be told now
 */
export async function openAddresses(
  destination: Destination,
  policy: Policy,
  resolve: Resolve,
): Promise<string[]> {
  const { host } = destination;
  const addresses = isIP(host) ? [host] : await resolveName(host, resolve);
  mustBeOpen(addresses, destination, policy);
  return addresses;
}

async function resolveName(host: string, resolve: Resolve): Promise<string[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw fetchError(cause);
  });
  if (addresses.length === 0)
    throw new ConveyorError('fetch_failed', { detail: 'The name of the address is not known.' });
  return addresses;
}

/** One closed address among open ones is enough to refuse: whoever named it controls which of them is used. */
function mustBeOpen(addresses: string[], { host, port }: Destination, { reach, allow }: Policy): void {
  if (allow.hasName(host, port)) return;
  const open = (address: string) =>
    allow.hasAddress(address, port) ||
    (reach === 'public' && publicPorts.has(port) && isPublicAddress(address));
  if (!addresses.every(open)) throw refused();
}

function refused(detail?: string): ConveyorError {
  return new ConveyorError('address_not_allowed', detail === undefined ? {} : { detail });
}
