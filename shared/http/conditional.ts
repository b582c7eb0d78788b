import { createHash } from 'node:crypto';

/** A strong entity tag for bytes that are at hand. */
export function entityTag(content: Uint8Array | string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/**
 * Whether `If-None-Match` names the present state, so that 304 is the answer (RFC 9110 §13.1.2). The comparison is weak.
 * @param etag The present entity tag with its quotes.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const present = etag.replace(/^W\//, '');
  for (const [, tag] of ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/g)) if (tag === present) return true;
  return false;
}
