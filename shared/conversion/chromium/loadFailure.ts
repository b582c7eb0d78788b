import type { ErrorCode } from '../../errors.ts';
import { DocumentRefused } from '../engines/engine.ts';

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
 * @param error what the browser threw
 * @returns DocumentRefused with the address, which a redirect may have led to; or the error
 */
export function loadFailure(error: unknown, url: string): unknown {
  const text = String(error);
  const failure = failures.find(({ says }) => says.test(text));
  if (!failure) return error;
  const address = / at (https?:\S+)/.exec(text)?.[1] ?? url;
  return new DocumentRefused(failure.code, { detail: failure.detail, address, cause: error });
}
