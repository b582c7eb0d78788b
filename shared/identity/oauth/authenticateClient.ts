import { partsOf } from '../credentials/tokenForm.ts';
import { verifySecret } from '../credentials/verifySecret.ts';
import type { IdentityServices } from '../services.ts';
import { type AssertionServices, verifyAssertion } from './clientAssertion.ts';
import { isActive, type OAuthClient } from './oauthClient.ts';
import { OAuthError } from './oauthError.ts';
import type { TokenParameters } from './tokenParameters.ts';

type ClientServices = AssertionServices & Pick<IdentityServices, 'vault'>;

/** The ways to authenticate (RFC 6749 §2.3.1, OpenID Connect Core §9). */
export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;

/**
 * The client of a token request.
 * @throws OAuthError `invalid_request` if it authenticates in several ways; `invalid_client`
 */
export async function authenticateClient(
  parameters: TokenParameters,
  authorization: string | undefined,
  services: ClientServices,
): Promise<OAuthClient> {
  const { client_id, client_secret, client_assertion } = parameters;
  const ways = [authorization, client_secret, client_assertion].filter((way) => way !== undefined);
  if (ways.length > 1)
    throw new OAuthError('invalid_request', 'The client must authenticate in one way only.');
  const client =
    client_assertion === undefined
      ? await withSecret(basic(authorization) ?? { id: client_id, secret: client_secret }, services)
      : await verifyAssertion(client_assertion, parameters, services);
  const { organisation } = services.config;
  const isServed = organisation === undefined || client?.organisationId === organisation;
  const isNamed = client_id === undefined || client?.id === client_id;
  if (client && isActive(client) && isServed && isNamed) return client;
  throw new OAuthError(
    'invalid_client',
    'The client is unknown or disabled, or its secret or assertion is wrong or expired.',
  );
}

/** A client secret contains the id of its client. */
async function withSecret(
  { id, secret = '' }: { id?: string | undefined; secret?: string | undefined },
  services: ClientServices,
): Promise<OAuthClient | undefined> {
  const parts = partsOf('client', secret);
  if (!parts || parts.id !== id) return undefined;
  return (await verifySecret('OAuth clients', parts, services.oauthClients, services))?.record;
}

/** The credentials of `Authorization: Basic`, which are form-encoded (RFC 6749 §2.3.1). */
function basic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '') ?? [];
  const text = Buffer.from(encoded, 'base64').toString();
  const [id, secret] = text.split(':', 2).map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
  return authorization === undefined ? undefined : { id: id ?? '', secret: secret ?? '' };
}
