import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { PlayIntegrityApp } from './apps.ts';
import type { Attested } from './attested.ts';
import type { EvidenceOf } from './evidence.ts';
import { checkVerdict, verdictSchema } from './playVerdict.ts';
import { vaultKey } from './vaultKey.ts';
import type { VerifierServices } from './verifier.ts';

/**
 * Verifies a Play Integrity token locally, without a call to Google: a JWE (A256KW, A256GCM) that contains a JWS (ES256),
 * decrypted and verified with the keys of the app from the Play Console.
 * @throws ConveyorError `attestation_invalid`, and the errors of `checkVerdict`; `misconfigured` for invalid keys.
 */
export async function verifyPlayIntegrity(
  evidence: EvidenceOf<'play-integrity'>,
  requestHash: Buffer,
  app: PlayIntegrityApp,
  services: VerifierServices,
): Promise<Attested> {
  const [decryptionKey, verificationKey] = await Promise.all([
    vaultKey(app.decryptionKey, aes256, services),
    vaultKey(app.verificationKey, p256, services),
  ]);
  const payload = await open(evidence.token, decryptionKey, verificationKey);
  const verdict = verdictSchema.safeParse(payload);
  if (!verdict.success)
    throw new ConveyorError('attestation_invalid', { detail: 'The token does not contain a valid verdict.' });
  checkVerdict(verdict.data, requestHash, app, services);
  return { platform: 'play-integrity', appId: app.appId };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function open(token: string, decryptionKey: KeyObject, verificationKey: KeyObject): Promise<unknown> {
  const { compactDecrypt, compactVerify } = await import('jose');
  try {
    const { plaintext } = await compactDecrypt(token, decryptionKey, {
      keyManagementAlgorithms: ['A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const { payload } = await compactVerify(utf8.decode(plaintext), verificationKey, {
      algorithms: ['ES256'],
    });
    return JSON.parse(utf8.decode(payload));
  } catch (cause) {
    throw new ConveyorError('attestation_invalid', {
      detail: 'The token cannot be decrypted and verified with the keys of this app.',
      cause,
    });
  }
}

function aes256(value: string): KeyObject {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== 32) throw new Error('An AES-256 key must have 32 bytes.');
  return createSecretKey(bytes);
}

function p256(value: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('The key is not on P-256.');
  return key;
}
