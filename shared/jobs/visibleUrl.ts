/**
 * A URL as stored in a record and shown to the caller: scheme, host and path. Query, fragment and user info often hold a
 * signature, a token or a password.
 */
export function visibleUrl(url: string): string {
  const { origin, pathname, search, hash, username, password } = new URL(url);
  return search || hash || username || password ? origin + pathname : url;
}
