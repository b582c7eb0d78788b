import type { ErrorCode } from '../../errors.ts';
import type { BrowserWay } from '../browserProxy.ts';
import { DocumentRefused } from '../engine.ts';

/** What Chromium says of an address that couldn't be loaded, and what the caller is told; the first that fits counts. */
const failures: { says: RegExp; code: ErrorCode; detail?: string }[] = [
  {
    says: /ERR_CERT|ERR_SSL/,
    code: 'fetch_refused',
    detail: 'The address has no certificate that is valid.',
  },
  { says: /ERR_TOO_MANY_REDIRECTS/, code: 'fetch_refused', detail: 'The address redirects too often.' },
  { says: /ERR_ABORTED/, code: 'fetch_refused', detail: 'The address gave a download and no page.' },
  { says: /ERR_INVALID|ERR_UNSAFE|ERR_UNKNOWN_URL|ERR_BLOCKED|ERR_DISALLOWED/, code: 'address_not_allowed' },
  { says: /ERR_/, code: 'fetch_failed' },
];

/**
 * Why the page of an address couldn't be loaded. What Chromium doesn't say itself is the engine's failure.
 * @param error what the browser threw; undefined where it shows an answer of the proxy
 */
export function loadFailure(error: unknown, way: BrowserWay, url: string): unknown {
  const text = String(error);
  const failed = URL.parse(/ at (https?:\S+)/.exec(text)?.[1] ?? url)?.href ?? url;
  if (way.wasRefused(failed)) return new DocumentRefused('address_not_allowed', { cause: error });
  if (error === undefined) return new DocumentRefused('fetch_failed');
  const failure = failures.find(({ says }) => says.test(text));
  return failure ? new DocumentRefused(failure.code, { detail: failure.detail, cause: error }) : error;
}
