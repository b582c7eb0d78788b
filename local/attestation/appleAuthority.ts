import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Extension, X509Certificate } from '@peculiar/x509';
import { encode } from 'cborg';
import {
  type AssertOptions,
  type AttestedDataOptions,
  assertion,
  attestedData,
  keyIdOf,
} from './authenticatorData.ts';
import {
  certificate,
  certificateKey,
  exportedKey,
  importedKey,
  newKeys,
  parseCertificate,
  publicKeyOf,
} from './certificates.ts';

const days = 86_400_000;
const around = (now: Date, before: number, after: number) => ({
  notBefore: new Date(now.getTime() - before * days),
  notAfter: new Date(now.getTime() + after * days),
});

/** Options of an attestation. */
export interface AttestOptions extends AttestedDataOptions {
  clientDataHash: Uint8Array;
  /** Replaces the nonce in the certificate. */
  nonce?: Uint8Array;
  /** Days from now until the leaf expires. */
  validDays?: number;
  /** Days since the leaf became valid. */
  validSince?: number;
  fmt?: string;
  /** The leaf is a CA certificate. */
  leafIsAuthority?: boolean;
  /** The leaf has no key usage extension. */
  withoutKeyUsage?: boolean;
  /** Signs the leaf instead of the authority. */
  issuer?: Issuer;
  /** Changes the certificate chain. */
  chain?: (chain: X509Certificate[]) => X509Certificate[];
  /** The attested key; default: a new one. */
  key?: KeyObject;
  /** The curve of a new key. */
  curve?: string;
  /** Further extensions of the leaf. */
  leafExtensions?: Extension[];
  /** Replaces the certificates of the chain. */
  x5c?: (chain: Buffer[]) => Uint8Array[];
  receipt?: Uint8Array;
}

/** A key and its certificate. */
export type Issuer = Pick<Enclave, 'certificate' | 'privateKey'>;

/** A key in a Secure Enclave. */
export interface Enclave {
  keyId: string;
  /** The attestation object, base64. */
  attestation: string;
  certificate: X509Certificate;
  privateKey: KeyObject;
  /** Makes an assertion with a counter, base64. */
  assert(clientDataHash: Uint8Array, counter: number, options?: AssertOptions): string;
}

/** An authority as text, to be used again by another process. Contains its key. */
export interface StoredAuthority {
  /** PEM. */
  root: string;
  intermediate: string;
  /** PKCS#8, base64. */
  intermediateKey: string;
}

/** Replaces Apple's authority: a root, an intermediate, and certificates of keys. @param stored an earlier one */
export async function appleAuthority(now: Date, stored?: StoredAuthority) {
  const { root, intermediate, key } = stored ? await restored(stored) : await created(now);

  return {
    rootPem: root.toString('pem'),
    stored: async (): Promise<StoredAuthority> => ({
      root: root.toString('pem'),
      intermediate: intermediate.toString('pem'),
      intermediateKey: await exportedKey(key),
    }),
    root,
    intermediate,
    /** A CA certificate below the intermediate, which has a path length of 0. */
    subordinate: async (): Promise<Issuer> => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        privateKey,
        certificate: await certificate(
          'CN=Subordinate',
          { publicKey: await certificateKey(publicKey) },
          { authority: 0 },
          'CN=Intermediate',
          key,
          around(now, 1, 2),
        ),
      };
    },
    attest: async (options: AttestOptions): Promise<Enclave> => {
      const pair = options.key
        ? { privateKey: options.key, publicKey: createPublicKey(options.key) }
        : generateKeyPairSync('ec', { namedCurve: options.curve ?? 'P-256' });
      const id = keyIdOf(pair.publicKey);
      const authData = attestedData(pair.publicKey, options);
      const nonce =
        options.nonce ?? createHash('sha256').update(authData).update(options.clientDataHash).digest();
      const leaf = await certificate(
        `CN=${id.toString('hex')}`,
        { publicKey: publicKeyOf(pair.publicKey) },
        {
          nonce,
          ...(options.leafIsAuthority && { authority: 0 }),
          ...(options.withoutKeyUsage && { withoutKeyUsage: true }),
          extensions: options.leafExtensions ?? [],
        },
        options.issuer?.certificate.subject ?? 'CN=Intermediate',
        options.issuer ? await certificateKey(options.issuer.privateKey) : key,
        around(now, options.validSince ?? 1, options.validDays ?? 2),
      );
      const chain = (options.chain ?? ((original) => original))([leaf, intermediate]);
      const x5c = chain.map(({ rawData }) => Buffer.from(rawData));
      const object = {
        fmt: options.fmt ?? 'apple-appattest',
        attStmt: { x5c: options.x5c?.(x5c) ?? x5c, receipt: options.receipt ?? Buffer.from('receipt') },
        authData,
      };
      return {
        keyId: id.toString('base64'),
        attestation: Buffer.from(encode(object)).toString('base64'),
        certificate: leaf,
        privateKey: pair.privateKey,
        assert: (clientDataHash, counter, given = {}) =>
          assertion(pair.privateKey, clientDataHash, counter, { appId: options.appId, ...given }),
      };
    },
  };
}

async function created(now: Date) {
  const [rootKeys, keys] = [await newKeys(), await newKeys()];
  const signingKey = rootKeys.privateKey;
  return {
    root: await certificate(
      'CN=Root',
      rootKeys,
      { authority: 2 },
      'CN=Root',
      signingKey,
      around(now, 30, 900),
    ),
    intermediate: await certificate(
      'CN=Intermediate',
      keys,
      { authority: 0 },
      'CN=Root',
      signingKey,
      around(now, 30, 300),
    ),
    key: keys.privateKey,
  };
}

async function restored({ root, intermediate, intermediateKey }: StoredAuthority) {
  return {
    root: parseCertificate(root),
    intermediate: parseCertificate(intermediate),
    key: await importedKey(intermediateKey),
  };
}
