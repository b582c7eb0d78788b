import type { KeyObject } from 'node:crypto';
import type { Services } from '../../services.ts';
import type { DeviceCheckApp } from './apps.ts';

/** Apple wants a token to be at most an hour old, and not a new one for each request. */
const keptMilliseconds = 30 * 60_000;
const kept = new WeakMap<KeyObject, Map<string, { token: string; until: number }>>();

/** The token by which Apple knows us: a JWT (ES256) of our team, used for half an hour. */
export async function providerToken(
  key: KeyObject,
  { appId, keyId }: DeviceCheckApp,
  { clock }: Pick<Services, 'clock'>,
): Promise<string> {
  const [team = ''] = appId.split('.');
  const tokens = kept.get(key) ?? new Map<string, { token: string; until: number }>();
  kept.set(key, tokens);
  const name = `${team} ${keyId}`;
  const now = clock.now().getTime();
  const known = tokens.get(name);
  if (known && now < known.until) return known.token;
  const { SignJWT } = await import('jose');
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(team)
    .setIssuedAt(Math.floor(now / 1000))
    .sign(key);
  tokens.set(name, { token, until: now + keptMilliseconds });
  return token;
}
