import { createHmac } from 'node:crypto';
import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { type CertificateClaim, clockTolerance, day } from './certificateRecord.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishRequest } from './publishRequest.ts';

/**
 * Claims a certificate for a request. The very same request gets it again, so that a publish that died half-way, or whose
 * answer was lost, can be repeated; padding and revision token may differ.
 * @param certificate The JWT as it was sent, its signature verified.
 * @throws PublishError `health_authority_verification_certificate_invalid` if another request used it; ConveyorError
 *   `unavailable` if it cannot be told which one did.
 */
export async function claimCertificate(
  request: PublishRequest,
  expires: number,
  { certificates, vault, clock }: Services,
  signal: AbortSignal,
): Promise<void> {
  const { value } = await vault.current('certificate-hmac-key');
  const hmac = (text: string) => createHmac('sha256', value).update(text).digest('hex');
  const end = wholeDays(expires + clockTolerance);
  const claim: CertificateClaim = {
    id: hmac(`certificate:${signedPart(request.verificationPayload)}`),
    request: hmac(`request:${canonical(request)}`),
    expires: end,
    ttl: Math.min(wholeDays(end - clock.now().getTime() / 1000), longest),
  };
  if (await certificates.create(claim, { signal })) return;
  const stored = await certificates.read([claim.id], claim.id);
  // It is there, and this replica has not heard of it yet. Nobody has a certificate on trust.
  if (!stored) throw new ConveyorError('unavailable');
  if (stored.record.request === claim.request) return;
  throw new PublishError(
    'health_authority_verification_certificate_invalid',
    'unable to validate diagnosis verification: the certificate was used for another request',
  );
}

const wholeDays = (seconds: number) => Math.ceil(seconds / day) * day;
/** What Cosmos counts to, in whole days. */
const longest = 24_855 * day;

/** Header and payload: an ECDSA signature can be turned into another valid one without its key. */
function signedPart(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}

/** The same for the same request, whatever the order of its keys and members. */
function canonical(request: PublishRequest): string {
  const keys = request.temporaryExposureKeys
    .map((key) => [key.key, key.rollingStartNumber, key.rollingPeriod, key.transmissionRisk].join('.'))
    .toSorted();
  return JSON.stringify([
    request.healthAuthorityID,
    request.hmacKey,
    request.symptomOnsetInterval,
    request.traveler,
    keys,
  ]);
}
