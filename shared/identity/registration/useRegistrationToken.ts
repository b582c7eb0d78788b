import { ConveyorError } from '../../errors.ts';
import { bearerToken } from '../bearer.ts';
import { partsOf } from '../credentials/tokenForm.ts';
import { verifySecret } from '../credentials/verifySecret.ts';
import type { IdentityServices } from '../services.ts';
import type { RegistrationToken } from './registrationToken.ts';

/**
 * The registration token of a request.
 * @throws ConveyorError `registration_token_invalid`
 */
export async function findRegistrationToken(
  authorization: string,
  services: Pick<IdentityServices, 'registrationTokens' | 'vault' | 'clock' | 'log'>,
): Promise<RegistrationToken> {
  const parts = partsOf('registration', bearerToken(authorization) ?? '');
  const verified =
    parts && (await verifySecret('registration tokens', parts, services.registrationTokens, services));
  if (!verified) throw new ConveyorError('registration_token_invalid');
  return verified.record;
}

/**
 * Counts a registration. A conditional patch, so that concurrent registrations cannot exceed the limit. A registration that fails
 * afterwards stays counted.
 * @throws ConveyorError `registration_token_exhausted`
 */
export async function countRegistration(
  { id }: RegistrationToken,
  { registrationTokens }: Pick<IdentityServices, 'registrationTokens'>,
): Promise<void> {
  const counted = await registrationTokens.patch(
    [id],
    id,
    [{ op: 'incr', path: '/registrations', value: 1 }],
    { condition: 'FROM c WHERE c.registrations < c.maximumRegistrations AND NOT IS_DEFINED(c.revokedAt)' },
  );
  if (!counted) throw new ConveyorError('registration_token_exhausted');
}
