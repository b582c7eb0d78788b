/**
 * An address as a record keeps it and a caller sees it again: scheme, host and path. Query, fragment and user info often
 * hold what opens it: a signature, a token, a password.
 */
export function visibleUrl(url: string): string {
  const { origin, pathname, search, hash, username, password } = new URL(url);
  return search || hash || username || password ? origin + pathname : url;
}
