import { createHash, timingSafeEqual } from 'node:crypto';

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1), if that is what it is. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether a header carries this very token; takes as long whatever it carries. An empty token is nobody's. */
export function bearerIs(authorization: string | undefined, token: string): boolean {
  const given = digest(bearerToken(authorization) ?? '');
  return timingSafeEqual(given, digest(token)) && token !== '';
}

const digest = (text: string) => createHash('sha256').update(text).digest();
