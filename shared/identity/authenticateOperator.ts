import { bearerIs, bearerToken } from './bearer.ts';
import type { OperatorCaller } from './caller.ts';
import type { IdentityServices } from './services.ts';
import { unauthorized } from './unauthorized.ts';

/**
 * The operator of a request. Bearer token: the operator key in Key Vault.
 * @throws ConveyorError `unauthorized`
 */
export async function authenticateOperator(
  authorization: string | undefined,
  { vault }: Pick<IdentityServices, 'vault'>,
): Promise<OperatorCaller> {
  if (!bearerToken(authorization)) throw unauthorized(authorization, 'operator');
  const { value } = await vault.current('operator-key');
  if (!bearerIs(authorization, value)) throw unauthorized(authorization, 'operator');
  return { kind: 'operator', operatorId: 'operator-key', role: 'admin' };
}
