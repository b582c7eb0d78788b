import { createHmac } from 'node:crypto';
import { ConveyorError } from '../errors.ts';
import { type CertificateClaim, clockTolerance, day } from './certificateRecord.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishRequest } from './publishRequest.ts';
import type { ExposureServices } from './services.ts';

/**
 * Claims the certificate of a request, whose signature must be verified already. The same request may claim it repeatedly,
 * so that a client can retry a publish that failed half-way or whose response was lost. Padding and revision token may
 * differ between retries.
 * @param expires expiry of the certificate, Unix seconds
 * @throws PublishError `health_authority_verification_certificate_invalid` if another request used it; ConveyorError
 *   `unavailable` if the existing claim cannot be read.
 */
export async function claimCertificate(
  request: PublishRequest,
  expires: number,
  { certificates, vault, clock }: Pick<ExposureServices, 'certificates' | 'vault' | 'clock'>,
): Promise<void> {
  const { value } = await vault.current('certificate-hmac-key');
  const hmac = (text: string) => createHmac('sha256', value).update(text).digest('hex');
  const end = roundUpToDays(expires + clockTolerance);
  const claim: CertificateClaim = {
    id: hmac(`certificate:${signedPart(request.verificationPayload)}`),
    request: hmac(`request:${canonical(request)}`),
    expires: end,
    ttl: roundUpToDays(end - clock.now().getTime() / 1000),
  };
  if (await certificates.create(claim)) return;
  const stored = await certificates.read([claim.id], claim.id);
  // The claim exists but is not replicated to this replica yet. Fail closed: it may be the claim of another request.
  if (!stored) throw new ConveyorError('unavailable');
  if (stored.record.request === claim.request) return;
  throw new PublishError(
    'health_authority_verification_certificate_invalid',
    'unable to validate diagnosis verification: the certificate was used for another request',
  );
}

const roundUpToDays = (seconds: number) => Math.ceil(seconds / day) * day;

/** Header and payload only: ECDSA signatures are malleable, so a second valid signature can be made without the key. */
function signedPart(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}

/** A serialisation of a request that does not depend on the order of its keys and members. */
function canonical(request: PublishRequest): string {
  const keys = request.temporaryExposureKeys
    .map((key) => [key.key, key.rollingStartNumber, key.rollingPeriod, key.transmissionRisk].join('.'))
    .toSorted();
  return JSON.stringify([
    request.healthAuthorityID.toLowerCase(),
    request.hmacKey,
    request.symptomOnsetInterval,
    request.traveler,
    keys,
  ]);
}
