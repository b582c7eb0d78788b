import type { TenantCaller } from '../caller.ts';
import type { IdentityServices } from '../services.ts';
import { accessTokenType } from './accessToken.ts';
import { isActive } from './oauthClient.ts';
import { signingKeys } from './signingKeys.ts';

type TokenServices = Pick<IdentityServices, 'oauthClientCache' | 'vaultKeys' | 'clock' | 'log' | 'config'>;

/** Whether a token is a JWT of this issuer. */
export function isAccessToken(token: string, { config }: Pick<IdentityServices, 'config'>): boolean {
  const [, payload] = /^eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+$/.exec(token) ?? [];
  if (payload === undefined || config.publicUrl === undefined) return false;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()).iss === config.publicUrl;
  } catch {
    return false;
  }
}

/**
 * The caller of an access token: its client, with the scopes that both the token and the client have.
 * @returns `undefined` if the token is wrong or expired, or its client was disabled or deleted (up to 30 seconds ago)
 */
export async function authenticateAccessToken(
  token: string,
  services: TokenServices,
): Promise<TenantCaller | undefined> {
  const { clientId, scope } = (await verify(token, services)) ?? {};
  if (clientId === undefined) return undefined;
  const client = await services.oauthClientCache.read(clientId);
  if (!client || !isActive(client)) return undefined;
  const granted = scope?.split(' ') ?? [];
  return {
    kind: 'client',
    organisationId: client.organisationId,
    callerId: client.id,
    scopes: client.scopes.filter((each) => granted.includes(each)),
  };
}

async function verify(token: string, services: TokenServices) {
  const { config, clock } = services;
  const [{ jwtVerify, errors }, keys] = await Promise.all([import('jose'), signingKeys(services)]);
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const found = keys.find((each) => each.kid === kid);
        if (!found) throw new errors.JWKSNoMatchingKey();
        return found.key;
      },
      {
        algorithms: ['ES256'],
        typ: accessTokenType,
        issuer: config.publicUrl ?? '',
        audience: config.publicUrl ?? '',
        currentDate: clock.now(),
        requiredClaims: ['exp', 'client_id', 'scope'],
      },
    );
    return { clientId: String(payload.client_id), scope: String(payload.scope) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
