import { z } from 'zod';
import { findOrganisation } from '../../tenancy/findOrganisation.ts';
import type { Scope } from '../caller.ts';
import { limitOrganisation } from '../rateLimits/rateLimit.ts';
import type { IdentityServices } from '../services.ts';
import { accessTokenSeconds, signAccessToken } from './accessToken.ts';
import { authenticateClient } from './authenticateClient.ts';
import type { OAuthClient } from './oauthClient.ts';
import { OAuthError } from './oauthError.ts';
import type { TokenParameters } from './tokenParameters.ts';

/** The response to a token request (RFC 6749 §5.1). */
export const tokenResponse = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds.'),
    scope: z.string().describe('The scopes of the token, separated by spaces.'),
  })
  .meta({ id: 'TokenResponse' });

/** The response to a refused token request (RFC 6749 §5.2). */
export const tokenError = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: 'TokenError' });

type TokenAnswer =
  | { status: 200; headers: Record<string, string>; body: z.input<typeof tokenResponse> }
  | { status: 400 | 401; headers: Record<string, string>; body: z.input<typeof tokenError> };

const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };

/**
 * Answers a request of the client credentials grant (RFC 6749 §4.4).
 * @param request the parameters, or why they cannot be read
 * @throws ConveyorError `rate_limited`
 */
export async function answerTokenRequest(
  request: TokenParameters | OAuthError,
  authorization: string | undefined,
  services: IdentityServices,
): Promise<TokenAnswer> {
  try {
    if (request instanceof OAuthError) throw request;
    const { grant_type, scope } = request;
    if (grant_type === undefined) throw new OAuthError('invalid_request', 'grant_type is missing.');
    const client = await authenticateClient(request, authorization, services);
    limitOrganisation('tokens', client.organisationId, services);
    if (grant_type !== 'client_credentials')
      throw new OAuthError('unsupported_grant_type', 'grant_type must be client_credentials.');
    await requireActiveOrganisation(client, services);
    const scopes = scopesOf(client, scope);
    const token = await signAccessToken(client.id, scopes, services);
    const body = { access_token: token, token_type: 'Bearer', expires_in: accessTokenSeconds } as const;
    return { status: 200, headers, body: { ...body, scope: scopes.join(' ') } };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="oauth2"' } : {};
    return {
      status: error.status,
      headers: { ...headers, ...challenge },
      body: { error: error.code, error_description: error.message },
    };
  }
}

async function requireActiveOrganisation(
  { organisationId }: OAuthClient,
  services: IdentityServices,
): Promise<void> {
  const organisation = await findOrganisation(organisationId, services);
  if (organisation?.status !== 'active')
    throw new OAuthError(
      'unauthorized_client',
      'The organisation of the client is suspended or being deleted.',
    );
}

/** The requested scopes, or all of the client. */
function scopesOf(client: OAuthClient, requested: string | undefined): Scope[] {
  const names = requested?.split(' ').filter(Boolean) ?? [];
  const unknown = names.find((name) => !client.scopes.some((scope) => scope === name));
  if (unknown !== undefined)
    throw new OAuthError('invalid_scope', 'The client does not have all of the requested scopes.');
  return names.length === 0 ? client.scopes : client.scopes.filter((scope) => names.includes(scope));
}
