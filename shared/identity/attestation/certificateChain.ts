import { X509Certificate } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';

const longestChain = 4;

/**
 * The first certificate of a chain, when each is signed by the next one, the last by a root (or is one), and all of them,
 * the root too, are valid at this moment (RFC 5280 §6). Only authorities may sign.
 * @param chain DER, the leaf first
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
      detail: 'The attestation has no chain of certificates.',
    });
  const whole = certificates.every((certificate, index) => {
    const issuer = certificates[index + 1];
    return !issuer || isIssuedBy(certificate, issuer);
  });
  const root = roots.find((each) => leadsTo(last, each));
  if (!whole || !root) throw new ConveyorError('attestation_untrusted_root');
  if (![...certificates, root].every((certificate) => isValidAt(certificate, now)))
    throw new ConveyorError('attestation_expired', {
      detail: 'A certificate of the attestation is not valid at this time.',
    });
  return leaf;
}

function parse(chain: readonly Uint8Array[]): X509Certificate[] {
  try {
    return chain.map((der) => new X509Certificate(der));
  } catch {
    throw new ConveyorError('attestation_invalid', { detail: 'A certificate of the attestation is none.' });
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key of a kind that OpenSSL does not know signs nothing that we trust.
    return false;
  }
}

/**
 * Authorities that were seen to be signed by a root of ours: there are few, they sign every phone's certificate, and what
 * was signed stays signed. Nobody adds to them but who has the key of a root.
 */
const proven = new Set<string>();

function leadsTo(certificate: X509Certificate, root: X509Certificate): boolean {
  if (root.raw.equals(certificate.raw)) return true;
  const pair = `${certificate.fingerprint256} ${root.fingerprint256}`;
  if (proven.has(pair)) return true;
  const issued = isIssuedBy(certificate, root);
  if (issued && certificate.ca) proven.add(pair);
  return issued;
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}
