import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { AppAttestApp } from './apps.ts';
import type { AttestedKey } from './attested.ts';
import { assertApp, assertionData } from './authenticatorData.ts';
import { bytes, decodeCbor } from './decodeCbor.ts';
import { assertLaunch } from './launchFacts.ts';

const assertionObject = z.object({ signature: bytes(128), authenticatorData: bytes(2048) });

/**
 * Verifies an assertion of App Attest by an attested key ("Validating apps that connect to your server",
 * Verify the assertion).
 * @param clientDataHash the hash that the app passed to `generateAssertion`
 * @returns the counter, which the caller must compare with the stored one: see raiseCounter.ts
 * @throws ConveyorError `attestation_invalid`, `attestation_wrong_request`, `attestation_wrong_app`, `attestation_verdict`
 */
export async function verifyAssertion(
  assertion: string,
  clientDataHash: Uint8Array,
  key: AttestedKey,
  app: AppAttestApp,
): Promise<number> {
  const decoded = await decodeCbor(assertion, assertionObject);
  const data = await assertionData(decoded.authenticatorData);
  assertApp(data, app);
  const nonce = createHash('sha256').update(decoded.authenticatorData).update(clientDataHash).digest();
  const publicKey = createPublicKey({
    key: Buffer.from(key.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  // The Secure Enclave hashes its input, which is the nonce (a hash itself).
  if (!verify('sha256', nonce, publicKey, decoded.signature))
    throw new ConveyorError('attestation_wrong_request', {
      detail: 'The assertion was made for another request or challenge, or by another key.',
    });
  assertLaunch(data.launch, app);
  return data.counter;
}
