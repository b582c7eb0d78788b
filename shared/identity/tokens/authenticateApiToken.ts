import type { TenantCaller } from '../caller.ts';
import { partsOf } from '../credentials/tokenForm.ts';
import { verifySecret } from '../credentials/verifySecret.ts';
import type { IdentityServices } from '../services.ts';

/** Whether a text has the form of an API token, with a correct checksum. */
export const isApiToken = (token: string) => partsOf('token', token) !== undefined;

/**
 * The caller of an API token.
 * @returns `undefined` if the token is wrong, expired or revoked
 */
export async function authenticateApiToken(
  token: string,
  services: Pick<IdentityServices, 'apiTokens' | 'vault' | 'clock' | 'log'>,
): Promise<TenantCaller | undefined> {
  const parts = partsOf('token', token);
  const verified = parts && (await verifySecret('API tokens', parts, services.apiTokens, services));
  if (!verified) return undefined;
  const { id, organisationId, scopes } = verified.record;
  return { kind: 'token', organisationId, callerId: id, scopes };
}
