import { isIPv6 } from 'node:net';
import type { Clock } from '../../clock.ts';
import type { Configuration } from '../../configuration.ts';
import { ConveyorError } from '../../errors.ts';
import { TokenBuckets } from './tokenBuckets.ts';

/** What is limited, each by itself: registrations of devices, and requests for access tokens. */
export type RateLimited = 'registrations' | 'tokens';

/** The buckets of this instance. */
export interface RateLimits {
  readonly addresses: TokenBuckets;
  readonly organisations: TokenBuckets;
}

export function rateLimits({
  config,
}: {
  config: Pick<Configuration, 'credentialsPerMinute' | 'credentialsPerMinuteAndAddress'>;
}): RateLimits {
  return {
    addresses: new TokenBuckets(config.credentialsPerMinuteAndAddress),
    organisations: new TokenBuckets(config.credentialsPerMinute),
  };
}

interface RateLimitServices {
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
}

/**
 * Limits the requests of an address.
 * @param address the address that the verified gateway saw. Without a gateway a client can forge its address, so that all requests
 *   of the instance share the limit of an organisation.
 * @throws ConveyorError `rate_limited`
 */
export function limitAddress(
  what: RateLimited,
  address: string | undefined,
  { rateLimits, clock }: RateLimitServices,
): void {
  const [buckets, key] =
    address === undefined
      ? [rateLimits.organisations, `${what} of the instance`]
      : [rateLimits.addresses, `${what} ${networkOf(address)}`];
  refuseUnlessFree(buckets.take(key, clock.now().getTime()));
}

/** Limits the requests of an organisation. @throws ConveyorError `rate_limited` */
export function limitOrganisation(
  what: RateLimited,
  organisationId: string,
  { rateLimits, clock }: RateLimitServices,
): void {
  refuseUnlessFree(rateLimits.organisations.take(`${what} of ${organisationId}`, clock.now().getTime()));
}

function refuseUnlessFree(seconds: number): void {
  if (seconds > 0) throw new ConveyorError('rate_limited', { headers: { 'retry-after': String(seconds) } });
}

/** The network of an IPv6 address: a client usually has all addresses of a /64 (RFC 6177). IPv4 addresses stay as they are. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.') || address.includes('%')) return address;
  // The compressed form (RFC 5952): at most one `::` stands for groups of zeros.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  while (groups.length + last.length < 8) groups.push('0');
  return [...groups, ...last].slice(0, 4).join(':');
}
