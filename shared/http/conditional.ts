import { createHash } from 'node:crypto';

/** The strong entity tag of some content. */
export function entityTag(content: Uint8Array | string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether `If-None-Match` matches the current entity tag, so that the response is 304 (RFC 9110 §13.1.2, weak comparison).
 * @param etag The current entity tag, with its quotes.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const present = etag.replace(/^W\//, '');
  for (const [, tag] of ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/g)) if (tag === present) return true;
  return false;
}
