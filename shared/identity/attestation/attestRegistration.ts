import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import type { VerifiedApp } from './attested.ts';
import type { Evidence } from './evidence.ts';
import { requestHash } from './requestHash.ts';
import { verifyAttestation } from './verifyAttestation.ts';

/**
 * Verifies that a genuine app requests the registration.
 * @throws ConveyorError `attestation_required`, and the errors of verifyAttestation
 */
export async function attestRegistration(
  evidence: Evidence | undefined,
  services: IdentityServices,
): Promise<VerifiedApp> {
  if (!evidence) throw new ConveyorError('attestation_required');
  const request = { purpose: 'registration', requestHash: requestHash.register(evidence.challenge) } as const;
  return verifyAttestation({ ...request, evidence }, services);
}
