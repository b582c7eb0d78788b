import { createHash, timingSafeEqual } from 'node:crypto';

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1). @returns `undefined` for anything else. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether a header carries this token, compared in constant time. An empty token never matches. */
export function bearerIs(authorization: string | undefined, token: string): boolean {
  const given = digest(bearerToken(authorization) ?? '');
  return timingSafeEqual(given, digest(token)) && token !== '';
}

const digest = (text: string) => createHash('sha256').update(text).digest();
