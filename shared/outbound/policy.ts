import { isIP } from 'node:net';
import { ConveyorError } from '../errors.ts';
import type { AllowList } from './allowList.ts';
import { fetchError } from './fetchError.ts';
import { isPublicAddress } from './publicAddress.ts';

/** The allowed destinations: the public internet or nothing, plus the allow-list of the operator. */
export interface Policy {
  reach: 'public' | 'nothing';
  allow: AllowList;
}

/** The destination of a connection: the host as serialised by the URL standard, and the port. */
export interface Destination {
  /** A name in lower case, or an IP address without brackets. */
  host: string;
  port: number;
}

/** Resolves all addresses of a name. Rejects if there is none. */
export type Resolve = (host: string) => Promise<string[]>;

/**
 * The ports of web servers. Other ports are refused, so that a caller cannot reach mail servers or databases through this app.
 * An operator allows others in the allow-list.
 */
const publicPorts: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/**
 * Checks an untrusted URL without resolving its host name, and returns its destination.
 * @throws ConveyorError `address_not_allowed`: a scheme other than http(s), credentials, or a port or literal address that
 *   the policy denies
 */
export function destinationOf(url: string | URL, policy: Policy): Destination {
  // The URL standard normalises decimal, octal, hexadecimal and short forms of IPv4 addresses.
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw notAllowed('The address must be an absolute http:// or https:// URL.');
  if (parsed.username || parsed.password) throw notAllowed('The address must not contain credentials.');
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const port = Number(parsed.port) || (parsed.protocol === 'https:' ? 443 : 80);
  const destination = { host, port };
  if (isIP(host)) requireAllowed([host], destination, policy);
  else if (isDeniedName(destination, policy)) throw notAllowed();
  return destination;
}

/** Whether the policy denies a name regardless of its addresses. */
function isDeniedName({ host, port }: Destination, { reach, allow }: Policy): boolean {
  if (allow.hasName(host, port) || allow.hasAddresses(port)) return false;
  // RFC 6761 §6.3: these names always resolve to loopback.
  return reach === 'nothing' || !publicPorts.has(port) || /(^|\.)localhost$/.test(host);
}

/**
 * Resolves and checks all addresses of a destination. The caller must connect to one of them, because another lookup may
 * return different addresses (DNS rebinding).
 * @throws ConveyorError `address_not_allowed`; `fetch_refused` if the name does not exist, `fetch_failed` if the lookup fails
 */
export async function allowedAddresses(
  destination: Destination,
  policy: Policy,
  resolve: Resolve,
): Promise<string[]> {
  const { host } = destination;
  const addresses = isIP(host) ? [host] : await resolveName(host, resolve);
  requireAllowed(addresses, destination, policy);
  return addresses;
}

async function resolveName(host: string, resolve: Resolve): Promise<string[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw fetchError(cause);
  });
  if (addresses.length === 0)
    throw new ConveyorError('fetch_failed', { detail: 'The host name of the address does not exist.' });
  return addresses;
}

/** Requires every address to be allowed, because an attacker who controls the DNS records controls which one is used. */
function requireAllowed(addresses: string[], { host, port }: Destination, { reach, allow }: Policy): void {
  if (allow.hasName(host, port)) return;
  const isAllowed = (address: string) =>
    allow.hasAddress(address, port) ||
    (reach === 'public' && publicPorts.has(port) && isPublicAddress(address));
  if (!addresses.every(isAllowed)) throw notAllowed();
}

function notAllowed(detail?: string): ConveyorError {
  return new ConveyorError('address_not_allowed', detail === undefined ? {} : { detail });
}
