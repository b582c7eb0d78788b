import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Extension, X509Certificate } from '@peculiar/x509';
import { encode } from 'cborg';
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

const aaguids = { production: 'appattest\0\0\0\0\0\0\0', development: 'appattestdevelop' } as const;

/** Options of an attestation. */
export interface AttestOptions {
  appId: string;
  clientDataHash: Uint8Array;
  environment?: keyof typeof aaguids;
  counter?: number;
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
  /** Replaces the key id in the authenticator data. */
  credentialId?: Uint8Array;
  /** Signs the leaf instead of the authority. */
  issuer?: Issuer;
  /** Changes the certificate chain. */
  chain?: (chain: X509Certificate[]) => X509Certificate[];
  /** The key in the authenticator data; default: that of the certificate. Undefined bytes omit it. */
  coseKey?: KeyObject | Uint8Array;
  /** Appended after the COSE key. */
  extensions?: Uint8Array;
  /** Sets the flag of extensions, whether there are any or not. */
  isFlagged?: boolean;
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

/** Options of an assertion. */
interface AssertOptions {
  appId?: string;
  /** Appended to the authenticator data. */
  extensions?: Uint8Array;
  isFlagged?: boolean;
}

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
      const id = createHash('sha256').update(pointOf(pair.publicKey)).digest();
      const authData = Buffer.concat([
        head(options.appId, options.isFlagged ? 0xc0 : 0x40, options.counter ?? 0),
        Buffer.from(aaguids[options.environment ?? 'production']),
        Buffer.of(0, id.length),
        options.credentialId ?? id,
        options.coseKey instanceof Uint8Array
          ? options.coseKey
          : coseKeyOf(options.coseKey ?? pair.publicKey),
        options.extensions ?? Buffer.of(),
      ]);
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

/** Makes an assertion with a counter, base64. */
export function assertion(
  key: KeyObject,
  clientDataHash: Uint8Array,
  counter: number,
  { appId, extensions = Buffer.of(), isFlagged = false }: AssertOptions & { appId: string },
): string {
  const authenticatorData = Buffer.concat([head(appId, isFlagged ? 0xc0 : 0x40, counter), extensions]);
  const nonce = createHash('sha256').update(authenticatorData).update(clientDataHash).digest();
  const object = { signature: sign('sha256', nonce, key), authenticatorData };
  return Buffer.from(encode(object)).toString('base64');
}

function head(appId: string, flags: number, counter: number): Buffer {
  const data = Buffer.alloc(37);
  createHash('sha256').update(appId).digest().copy(data);
  data[32] = flags;
  data.writeUInt32BE(counter, 33);
  return data;
}

/** The COSE encoding of a public key on P-256, with the curve number of P-256 for any other key. */
export function coseKeyOf(key: KeyObject): Uint8Array {
  const point = pointOf(key);
  return encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point.subarray(1, 33)],
      [-3, point.subarray(33, 65)],
    ]),
  );
}

/** The uncompressed point at the end of a public key. */
function pointOf(key: KeyObject): Buffer {
  const bytes = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 97 : 65;
  return key.export({ format: 'der', type: 'spki' }).subarray(-bytes);
}
