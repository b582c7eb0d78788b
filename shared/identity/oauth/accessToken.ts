import { createHash } from 'node:crypto';
import { v4 } from 'uuid';
import type { Scope } from '../caller.ts';
import type { IdentityServices } from '../services.ts';
import { issuerOf } from './issuer.ts';
import { accessTokenKey, currentSigningKey } from './signingKeys.ts';

export const accessTokenSeconds = 900;
/** The type of access tokens (RFC 9068 §2.1). */
export const accessTokenType = 'at+jwt';

/** A signed access token of a client: a JWT as specified by RFC 9068, valid for 15 minutes. */
export async function signAccessToken(
  clientId: string,
  scopes: readonly Scope[],
  services: Pick<IdentityServices, 'vaultKeys' | 'clock' | 'random' | 'log' | 'config'>,
): Promise<string> {
  const { vaultKeys, clock, random, config } = services;
  const { kid } = await currentSigningKey(services);
  const issuer = issuerOf(config);
  const now = Math.floor(clock.now().getTime() / 1000);
  const claims = {
    iss: issuer,
    aud: issuer,
    sub: clientId,
    client_id: clientId,
    iat: now,
    exp: now + accessTokenSeconds,
    jti: v4({ random: random.bytes(16) }),
    scope: scopes.join(' '),
  };
  const signed = [{ alg: 'ES256', typ: accessTokenType, kid }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = await vaultKeys.sign(accessTokenKey, kid, createHash('sha256').update(signed).digest());
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}
