import type { X509Certificate } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import { type ProfiledCertificate, readCertificate } from './certificateProfile.ts';

const longestChain = 4;

/**
 * Verifies a certificate chain (RFC 5280 §6) from the trusted root down: each certificate is issued by the one above it, all
 * issuers are CA certificates on P-256 or P-384, as Apple's are, and all certificates, the root included, are valid now.
 * Everything that needs no signature is checked first, and the genuine intermediates are verified once, so that a chain made
 * by a stranger costs one signature at most.
 * @param chain DER, leaf first; the root may follow
 * @returns the leaf, on P-256
 * @throws ConveyorError `attestation_invalid`, `attestation_untrusted_root`, `attestation_expired`
 */
export async function trustedLeaf(
  chain: readonly Uint8Array[],
  roots: readonly X509Certificate[],
  now: Date,
): Promise<ProfiledCertificate> {
  if (chain.length > longestChain) throw noChain();
  const certificates = await Promise.all(chain.map(readCertificate));
  while (roots.some(({ raw }) => raw.equals(certificates.at(-1)?.x509.raw ?? Buffer.of())))
    certificates.pop();
  const [leaf, ...issuers] = certificates;
  const top = certificates.at(-1);
  if (!leaf || !top || leaf.isAuthority || leaf.curve !== 'P-256') throw noChain();
  const root = roots.find((each) => top.x509.checkIssued(each));
  if (!root) throw new ConveyorError('attestation_untrusted_root');
  const anchor = await readCertificate(root.raw);
  const path = [...certificates, anchor];
  if (![...issuers, anchor].every(isIssuer) || !isLinked(path))
    throw new ConveyorError('attestation_untrusted_root');
  for (let index = path.length - 2; index >= 0; index--)
    if (!isSigned(path[index] as ProfiledCertificate, path[index + 1] as ProfiledCertificate))
      throw new ConveyorError('attestation_untrusted_root');
  if (!path.every(({ x509 }) => isValidAt(x509, now)))
    throw new ConveyorError('attestation_expired', {
      detail: 'A certificate of the attestation is expired or not yet valid.',
    });
  return leaf;
}

/** Whether a CA certificate may issue: `below` is the number of CA certificates between it and the leaf. */
const isIssuer = ({ isAuthority, curve, pathLength }: ProfiledCertificate, below: number): boolean =>
  isAuthority && curve !== undefined && (pathLength === undefined || below <= pathLength);

/** Whether each certificate names the next one as its issuer, and is signed with an accepted algorithm. */
const isLinked = (path: readonly ProfiledCertificate[]): boolean =>
  path.every((certificate, index) => {
    const issuer = path[index + 1];
    return !issuer || (certificate.isSignedByEcdsa && certificate.x509.checkIssued(issuer.x509));
  });

/**
 * Cache of verified CA certificates with their issuers. It stays small, because only the holder of a root key can issue CA
 * certificates.
 */
const verifiedIssuers = new Set<string>();

function isSigned(certificate: ProfiledCertificate, issuer: ProfiledCertificate): boolean {
  const pair = `${certificate.x509.fingerprint256} ${issuer.x509.fingerprint256}`;
  if (verifiedIssuers.has(pair)) return true;
  const signed = certificate.x509.verify(issuer.x509.publicKey);
  if (signed && certificate.isAuthority) verifiedIssuers.add(pair);
  return signed;
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}

function noChain(): ConveyorError {
  return new ConveyorError('attestation_invalid', {
    detail: 'The attestation has no valid certificate chain.',
  });
}
