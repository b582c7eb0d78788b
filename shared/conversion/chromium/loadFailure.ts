import type { ErrorCode } from '../../errors.ts';
import { DocumentRefused } from '../engines/engine.ts';

/** Chromium's network errors and the errors that the caller gets for them; the first match counts. */
const failures: { pattern: RegExp; code: ErrorCode; detail?: string }[] = [
  {
    pattern: /ERR_CERT|ERR_SSL/,
    code: 'fetch_refused',
    detail: 'The certificate of the address is not valid.',
  },
  {
    pattern: /ERR_TOO_MANY_REDIRECTS/,
    code: 'fetch_refused',
    detail: 'The address redirects too many times.',
  },
  { pattern: /ERR_ABORTED/, code: 'fetch_refused', detail: 'The address returned a download, not a page.' },
  {
    pattern: /ERR_INVALID|ERR_UNSAFE|ERR_UNKNOWN_URL|ERR_BLOCKED|ERR_DISALLOWED/,
    code: 'address_not_allowed',
  },
  { pattern: /ERR_/, code: 'fetch_failed' },
];

/**
 * Translates a failure to load a URL. An error that does not come from Chromium's network stack is an engine failure.
 * @param error thrown by the browser
 * @returns DocumentRefused with the address, which may be the target of a redirect; or the error unchanged
 */
export function loadFailure(error: unknown, url: string): unknown {
  const text = String(error);
  const failure = failures.find(({ pattern }) => pattern.test(text));
  if (!failure) return error;
  const address = / at (https?:\S+)/.exec(text)?.[1] ?? url;
  return new DocumentRefused(failure.code, { detail: failure.detail, address, cause: error });
}
