import { ConveyorError } from '../errors.ts';
import { bearerToken } from './bearer.ts';

/** How to obtain each credential. */
const sources = {
  device: '`POST /v1/register` returns the token of a device.',
  client: '`POST /oauth2/token` returns the access token of an OAuth client.',
  token: 'An administrator of the organisation creates API tokens.',
  operator: 'The token is a key of an operator, or the operator key, the secret `operator-key` in Key Vault.',
  healthAuthority: 'The token is a JWT signed with a key of the health authority, or the operator key.',
};

type Credential = keyof typeof sources;

/**
 * The error `unauthorized` of a request. Its sentence depends only on the form of the header, never on what is stored: an
 * attacker must not learn which devices exist.
 */
export function unauthorized(
  authorization: string | undefined,
  kinds: Credential | readonly Credential[],
): ConveyorError {
  const detail = [faultOf(authorization), ...[kinds].flat().map((kind) => sources[kind])].join(' ');
  return new ConveyorError('unauthorized', { detail });
}

function faultOf(authorization: string | undefined): string {
  if (!authorization)
    return 'The request has no `Authorization` header. Send `Authorization: Bearer <token>`.';
  if (bearerToken(authorization) === undefined)
    return 'The `Authorization` header is not a bearer token. Send `Authorization: Bearer <token>`.';
  return 'The token is wrong, or it was revoked.';
}
