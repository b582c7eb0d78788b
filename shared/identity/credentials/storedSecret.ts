import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IdentityServices } from '../services.ts';
import type { StoredSecret } from './credential.ts';

/** What is stored of a new secret. */
export async function storedSecret(
  id: string,
  secret: string,
  { vault, clock }: Pick<IdentityServices, 'vault' | 'clock'>,
): Promise<StoredSecret> {
  const { value, version } = await vault.current('device-pepper');
  return {
    hash: hashSecret(value, id, secret),
    pepperVersion: version,
    createdAt: clock.now().toISOString(),
  };
}

/** HMAC-SHA-256 over `id.secret` under a pepper, base64url. */
export function hashSecret(pepper: string, id: string, secret: string): string {
  return createHmac('sha256', pepper).update(`${id}.${secret}`).digest('base64url');
}

/** Compares two hashes in constant time. */
export function sameHash(one: string, other: string): boolean {
  const a = Buffer.from(one, 'base64url');
  const b = Buffer.from(other, 'base64url');
  return a.length === b.length && timingSafeEqual(a, b);
}
