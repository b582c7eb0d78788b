import type { KeyObject } from 'node:crypto';
import type { IdentityServices } from '../services.ts';
import type { DeviceCheckApp } from './apps.ts';

/** Apple requires a token to be at most an hour old, and not to be renewed for each request. */
const lifetimeMilliseconds = 30 * 60_000;
const cache = new WeakMap<KeyObject, Map<string, { token: string; expires: number }>>();

/** The JWT (ES256) that authenticates the team to Apple. It is cached for half an hour. */
export async function providerToken(
  key: KeyObject,
  { appId, keyId }: DeviceCheckApp,
  { clock }: Pick<IdentityServices, 'clock'>,
): Promise<string> {
  const [team = ''] = appId.split('.');
  const tokens = cache.get(key) ?? new Map<string, { token: string; expires: number }>();
  cache.set(key, tokens);
  const name = `${team} ${keyId}`;
  const now = clock.now().getTime();
  const cached = tokens.get(name);
  if (cached && now < cached.expires) return cached.token;
  const { SignJWT } = await import('jose');
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(team)
    .setIssuedAt(Math.floor(now / 1000))
    .sign(key);
  tokens.set(name, { token, expires: now + lifetimeMilliseconds });
  return token;
}
