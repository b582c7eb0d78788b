import { bearerIs, bearerToken } from './bearer.ts';
import type { OperatorCaller } from './caller.ts';
import { partsOf } from './credentials/tokenForm.ts';
import { verifySecret } from './credentials/verifySecret.ts';
import type { IdentityServices } from './services.ts';
import { unauthorized } from './unauthorized.ts';

/**
 * The operator of a request. Bearer token: a key of an operator, or the operator key in Key Vault unless
 * ACCEPT_OPERATOR_KEY=false.
 * @throws ConveyorError `unauthorized`
 */
export async function authenticateOperator(
  authorization: string | undefined,
  services: Pick<IdentityServices, 'vault' | 'operatorKeys' | 'clock' | 'log' | 'config'>,
): Promise<OperatorCaller> {
  const parts = partsOf('operator', bearerToken(authorization) ?? '');
  if (parts) {
    const verified = await verifySecret('operator keys', parts, services.operatorKeys, services);
    if (!verified) throw unauthorized(authorization, 'operator');
    const { id, name, role } = verified.record;
    return { kind: 'operator', operatorId: `${name} (${id})`, role };
  }
  const { config, vault } = services;
  if (!bearerToken(authorization) || !config.acceptOperatorKey) throw unauthorized(authorization, 'operator');
  const { value } = await vault.current('operator-key');
  if (!bearerIs(authorization, value)) throw unauthorized(authorization, 'operator');
  return { kind: 'operator', operatorId: 'operator-key', role: 'admin' };
}
