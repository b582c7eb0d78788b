import { X509Certificate } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';

/** A certificate of an attestation that follows the profile of Apple's certificates. */
export interface ProfiledCertificate {
  x509: X509Certificate;
  curve: 'P-256' | 'P-384' | undefined;
  /** Whether its signature algorithm is ECDSA with SHA-256 or SHA-384. */
  isSignedByEcdsa: boolean;
  isAuthority: boolean;
  /** Maximum number of CA certificates below it (RFC 5280 §4.2.1.9). */
  pathLength: number | undefined;
  /** DER values of the extensions, by OID. */
  extensions: ReadonlyMap<string, Buffer>;
}

/** DER of the parameters of `id-ecPublicKey` (RFC 5480 §2.1.1.1). */
const curves: Readonly<Record<string, ProfiledCertificate['curve']>> = {
  '06082a8648ce3d030107': 'P-256',
  '06052b81040022': 'P-384',
};
const ecPublicKey = '1.2.840.10045.2.1';
/** ECDSA with SHA-256 and SHA-384 (RFC 5758 §3.2). */
const ecdsa = ['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3'];
const oids = { basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15' } as const;
/** The extensions that are processed here. Others must not be critical (RFC 5280 §4.2). */
const processed: readonly string[] = Object.values(oids);

/**
 * Reads a certificate without verifying a signature.
 * @param der exactly one certificate: `X509Certificate` also reads PEM, and ignores bytes that follow
 * @throws ConveyorError `attestation_invalid`
 */
export async function readCertificate(der: Uint8Array): Promise<ProfiledCertificate> {
  const [{ AsnConvert }, { BasicConstraints, Certificate, KeyUsage, KeyUsageFlags }] = await Promise.all([
    import('@peculiar/asn1-schema'),
    import('@peculiar/asn1-x509'),
  ]);
  try {
    const x509 = new X509Certificate(der);
    if (!x509.raw.equals(der)) throw unreadable();
    const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(x509.raw, Certificate);
    const { algorithm, parameters } = tbsCertificate.subjectPublicKeyInfo.algorithm;
    const all = tbsCertificate.extensions ?? [];
    const extensions = new Map(all.map(({ extnID, extnValue }) => [extnID, Buffer.from(extnValue.buffer)]));
    const hasUnknown = all.some(({ extnID, critical }) => critical && !processed.includes(extnID));
    if (extensions.size < all.length || hasUnknown) throw unreadable();
    const constraints = extensions.get(oids.basicConstraints);
    const { cA = false, pathLenConstraint } = constraints
      ? AsnConvert.parse(constraints, BasicConstraints)
      : new BasicConstraints();
    const usage = extensions.get(oids.keyUsage);
    const maySign =
      !usage || (AsnConvert.parse(usage, KeyUsage).toNumber() & KeyUsageFlags.keyCertSign) !== 0;
    return {
      x509,
      curve:
        algorithm === ecPublicKey && parameters ? curves[Buffer.from(parameters).toString('hex')] : undefined,
      isSignedByEcdsa:
        ecdsa.includes(signatureAlgorithm.algorithm) &&
        tbsCertificate.signature.algorithm === signatureAlgorithm.algorithm,
      isAuthority: cA && maySign,
      pathLength: pathLenConstraint,
      extensions,
    };
  } catch (error) {
    if (error instanceof ConveyorError) throw error;
    throw unreadable();
  }
}

function unreadable(): ConveyorError {
  return new ConveyorError('attestation_invalid', {
    detail:
      'A certificate of the attestation is not a single DER certificate, or has an unknown critical extension.',
  });
}
