import { X509Certificate } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';

const longestChain = 4;

/**
 * Verifies a certificate chain (RFC 5280 §6): each certificate is signed by the next one, the last one is signed by a root
 * or is a root, all issuers are CA certificates, and all certificates, the root included, are valid now.
 * @param chain DER, leaf first
 * @returns the leaf
 * @throws ConveyorError `attestation_invalid`, `attestation_untrusted_root`, `attestation_expired`
 */
export function trustedLeaf(
  chain: readonly Uint8Array[],
  roots: readonly X509Certificate[],
  now: Date,
): X509Certificate {
  const certificates = parse(chain);
  const [leaf] = certificates;
  const last = certificates.at(-1);
  if (!leaf || !last || certificates.length > longestChain || leaf.ca)
    throw new ConveyorError('attestation_invalid', {
      detail: 'The attestation has no valid certificate chain.',
    });
  const isChain = certificates.every((certificate, index) => {
    const issuer = certificates[index + 1];
    return !issuer || isIssuedBy(certificate, issuer);
  });
  const root = roots.find((each) => chainsTo(last, each));
  if (!isChain || !root) throw new ConveyorError('attestation_untrusted_root');
  if (![...certificates, root].every((certificate) => isValidAt(certificate, now)))
    throw new ConveyorError('attestation_expired', {
      detail: 'A certificate of the attestation is expired or not yet valid.',
    });
  return leaf;
}

function parse(chain: readonly Uint8Array[]): X509Certificate[] {
  try {
    return chain.map((der) => new X509Certificate(der));
  } catch {
    throw new ConveyorError('attestation_invalid', {
      detail: 'A certificate of the attestation cannot be read.',
    });
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // OpenSSL throws for unsupported key types.
    return false;
  }
}

/**
 * Cache of CA certificates verified against a root. It stays small, because only the holder of a root key can issue CA
 * certificates.
 */
const verifiedIssuers = new Set<string>();

function chainsTo(certificate: X509Certificate, root: X509Certificate): boolean {
  if (root.raw.equals(certificate.raw)) return true;
  const pair = `${certificate.fingerprint256} ${root.fingerprint256}`;
  if (verifiedIssuers.has(pair)) return true;
  const issued = isIssuedBy(certificate, root);
  if (issued && certificate.ca) verifiedIssuers.add(pair);
  return issued;
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}
