import 'reflect-metadata';
import { type KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

type KeyPair = Awaited<ReturnType<typeof newKeys>>;

const p384 = { name: 'ECDSA', namedCurve: 'P-384' } as const;

/** The keys of an authority. */
export const newKeys = () => webcrypto.subtle.generateKey(p384, true, ['sign', 'verify']);

/** The private key of an authority as PKCS#8, base64. */
export const exportedKey = async (key: webcrypto.CryptoKey): Promise<string> =>
  Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');

export const importedKey = (text: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', Buffer.from(text, 'base64'), p384, true, ['sign']);

/** @param pem a certificate */
export const parseCertificate = (pem: string): X509Certificate => new X509Certificate(pem);

/** A public key for `certificate`. It is not imported, because Web Crypto does not know every curve. */
export const publicKeyOf = (key: KeyObject): PublicKey =>
  new PublicKey(key.export({ format: 'der', type: 'spki' }));

/** Issues a certificate: of an authority, or of an attested key, with Apple's nonce extension. */
export function certificate(
  subject: string,
  { publicKey }: { publicKey: KeyPair['publicKey'] | PublicKey },
  {
    authority,
    nonce,
    withoutKeyUsage = false,
    extensions = [],
  }: { authority?: number; nonce?: Uint8Array; withoutKeyUsage?: boolean; extensions?: Extension[] },
  issuer: string,
  signingKey: KeyPair['privateKey'],
  validity: { notBefore: Date; notAfter: Date },
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    subject,
    issuer,
    publicKey,
    signingKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' },
    ...validity,
    extensions: [
      authority === undefined
        ? new BasicConstraintsExtension(false, undefined, true)
        : new BasicConstraintsExtension(true, authority, true),
      ...(withoutKeyUsage
        ? []
        : [
            new KeyUsagesExtension(
              authority === undefined
                ? KeyUsageFlags.digitalSignature
                : KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
              true,
            ),
          ]),
      ...(nonce
        ? [
            new Extension(
              '1.2.840.113635.100.8.2',
              false,
              Buffer.concat([Buffer.from('3024a1220420', 'hex'), nonce]),
            ),
          ]
        : []),
      ...extensions,
    ],
  });
}

/** A key on P-256 for `certificate`. */
export const certificateKey = (key: KeyObject) =>
  webcrypto.subtle.importKey(
    key.type === 'public' ? 'spki' : 'pkcs8',
    key.export({ format: 'der', type: key.type === 'public' ? 'spki' : 'pkcs8' } as {
      format: 'der';
      type: 'spki';
    }),
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    [key.type === 'public' ? 'verify' : 'sign'],
  );
