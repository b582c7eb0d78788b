import { createHash, timingSafeEqual, type X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { AppAttestApp } from './apps.ts';
import type { AttestedKey, VerifiedApp } from './attested.ts';
import { assertApp, attestedData } from './authenticatorData.ts';
import { trustedLeaf } from './certificateChain.ts';
import { bytes, decodeCbor } from './decodeCbor.ts';
import { assertLaunch } from './launchFacts.ts';
import { rootsOf } from './roots.ts';
import type { VerifierServices } from './verifier.ts';

const attestationObject = z.object({
  fmt: z.literal('apple-appattest'),
  attStmt: z.object({ x5c: z.array(bytes(8192)).min(1).max(4), receipt: bytes(8192).optional() }),
  authData: bytes(4096),
});

/** Identifies Apple's attestation service, by the environment of the app. */
const aaguids = {
  production: Buffer.from('appattest\0\0\0\0\0\0\0'),
  development: Buffer.from('appattestdevelop'),
} as const;

const nonceExtension = '1.2.840.113635.100.8.2';
/** DER before the nonce: SEQUENCE, `[1]`, OCTET STRING of 32 bytes. DER has exactly one encoding of these. */
const beforeNonce = Buffer.from('3024a1220420', 'hex');

/**
 * Verifies an attestation of App Attest, following the steps of Apple's documentation ("Validating apps that connect to your
 * server").
 * @param clientDataHash the hash that the app passed to `attestKey`
 * @throws ConveyorError `attestation_invalid`, `attestation_untrusted_root`, `attestation_expired`,
 *   `attestation_wrong_request`, `attestation_wrong_app`, `attestation_counter`, `attestation_verdict`
 */
export async function verifyAppAttest(
  { keyId, attestation }: { keyId: string; attestation: string },
  clientDataHash: Uint8Array,
  app: AppAttestApp,
  { config, clock }: Pick<VerifierServices, 'config' | 'clock'>,
): Promise<VerifiedApp & { key: AttestedKey }> {
  const { attStmt, authData } = await decodeCbor(attestation, attestationObject);
  const data = await attestedData(authData);
  const { x509, extensions } = await trustedLeaf(attStmt.x5c, rootsOf(config.attestationRoots), clock.now());

  const nonce = createHash('sha256').update(authData).update(clientDataHash).digest();
  if (!extensions.get(nonceExtension)?.equals(Buffer.concat([beforeNonce, nonce])))
    throw new ConveyorError('attestation_wrong_request');

  const point = pointOf(x509);
  const id = createHash('sha256').update(point).digest();
  if (
    !isSame(id, Buffer.from(keyId, 'base64')) ||
    !isSame(id, data.credentialId) ||
    !isSame(point, data.point)
  )
    throw new ConveyorError('attestation_invalid', {
      detail: 'The attestation is for another key than `keyId`.',
    });
  assertApp(data, app);
  if (data.counter !== 0)
    throw new ConveyorError('attestation_counter', { detail: 'The counter of an attestation must be 0.' });
  if (!isSame(aaguids[app.environment], data.aaguid))
    throw new ConveyorError('attestation_verdict', {
      detail: 'The key was attested in another App Attest environment than the one configured.',
    });
  assertLaunch(data.launch, app);
  const publicKey = x509.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    platform: 'app-attest',
    appId: app.appId,
    key: { id: id.toString('base64'), publicKey, counter: 0 },
    ...(attStmt.receipt && { receipt: Buffer.from(attStmt.receipt).toString('base64') }),
  };
}

/** The public key as an uncompressed point (X9.62 §4.3.6). It is on P-256: see certificateChain.ts. */
function pointOf({ publicKey }: X509Certificate): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
