import { reloadingPerServices } from '../async/reloading.ts';
import { ConveyorError } from '../errors.ts';
import type { Caller } from '../identity/caller.ts';
import type { Services } from '../services.ts';
import { findOrganisation } from '../tenancy/findOrganisation.ts';

// Cross-origin requests (the Fetch standard, §3.3). A preflight carries no credential, so it allows the origins of all
// organisations; the request itself is refused if its origin is not one of the caller's organisation.

/** The origins of all organisations, read at most every 30 seconds. */
const allOrigins = reloadingPerServices(
  async ({ organisations }: Services) => {
    const lists = organisations.query<{ origins: string[] }>({
      text: 'SELECT c.settings.allowedOrigins AS origins FROM c WHERE IS_DEFINED(c.settings.allowedOrigins)',
    });
    const origins = new Set<string>();
    for await (const { origins: own } of lists) for (const origin of own) origins.add(origin);
    return origins;
  },
  { seconds: 30 },
);

const requestHeaders = [
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'if-range',
  'prefer',
  'range',
  'traceparent',
  'x-correlation-id',
];
const responseHeaders = [
  'content-disposition',
  'etag',
  'location',
  'preference-applied',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-correlation-id',
];

/** How long a browser may keep the response to a preflight: a removed origin stops working as soon as a revoked credential. */
const maximumAge = 60;

/** The origin of a page on another host. A browser sets these headers; a page cannot. */
function foreignOrigin({ headers, url }: { headers: Headers; url: string }): string | undefined {
  const origin = headers.get('origin');
  if (origin === null || headers.get('sec-fetch-site') === 'same-origin') return undefined;
  const host = URL.parse(origin)?.host;
  const own = [headers.get('x-forwarded-host'), headers.get('host'), URL.parse(url)?.host];
  return host !== undefined && own.includes(host) ? undefined : origin;
}

/** The headers that let a page of a known origin read the response; none for other requests. */
export async function corsHeaders(
  request: { headers: Headers; url: string },
  services: Services,
): Promise<Record<string, string>> {
  const origin = foreignOrigin(request);
  if (origin === undefined) return {};
  const isKnown = (await allOrigins(services)).has(origin);
  return {
    vary: 'Origin',
    ...(isKnown && {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': responseHeaders.join(', '),
    }),
  };
}

/** What a preflight adds to `corsHeaders`. */
export const preflightHeaders = (methods: string): Record<string, string> => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers': requestHeaders.join(', '),
  'access-control-max-age': String(maximumAge),
});

/**
 * Refuses a request of a page whose origin the organisation of the caller does not allow.
 * @throws ConveyorError `origin_not_allowed`
 */
export async function checkOrigin(
  request: { headers: Headers; url: string },
  caller: Caller | undefined,
  services: Services,
): Promise<void> {
  const origin = foreignOrigin(request);
  if (origin === undefined || caller === undefined) return;
  const organisation =
    caller.kind === 'operator' ? undefined : await findOrganisation(caller.organisationId, services);
  if (!organisation?.settings.allowedOrigins?.includes(origin)) throw new ConveyorError('origin_not_allowed');
}
