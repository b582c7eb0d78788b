import type { ExposureServices } from '../services.ts';
import type { FrozenSigningKey } from './manifest.ts';

/** Signs a SHA-256 digest with ECDSA P-256. @returns the signature in DER (RFC 3279 §2.2.3). */
export type Sign = (digest: Uint8Array) => Promise<Uint8Array>;

/** Signs with a private key as PEM (PKCS#8, P-256). */
export function pemSigner(pem: string): Sign {
  return async (digest) => {
    const [{ createPrivateKey }, { p256 }] = await Promise.all([
      import('node:crypto'),
      // Node cannot sign a digest: `crypto.sign` hashes its input again.
      import('@noble/curves/nist.js'),
    ]);
    const { crv, d } = createPrivateKey(pem).export({ format: 'jwk' });
    if (crv !== 'P-256' || !d) throw new Error('The signing key is not a P-256 private key.');
    const secret = Buffer.from(d, 'base64url');
    return p256.sign(digest, secret, { prehash: false, lowS: false, format: 'der' });
  };
}

/** Signs with a key that never leaves the vault. */
function vaultSigner(
  { name, version }: Pick<FrozenSigningKey, 'name' | 'version'>,
  { vaultKeys }: Pick<ExposureServices, 'vaultKeys'>,
): Sign {
  return async (digest) => {
    const [raw, { p256 }] = await Promise.all([
      vaultKeys.sign(name, version, digest),
      import('@noble/curves/nist.js'),
    ]);
    return p256.Signature.fromBytes(raw, 'compact').toBytes('der');
  };
}

/** The signer of a key, by the kind of its source. */
export async function signerOf(key: FrozenSigningKey, services: ExposureServices): Promise<Sign> {
  if (key.source === 'key') return vaultSigner(key, services);
  return pemSigner((await services.vault.version(key.name, key.version)).value);
}
