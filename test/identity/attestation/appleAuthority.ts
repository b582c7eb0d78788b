import 'reflect-metadata';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  webcrypto,
} from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  PublicKey,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { encode } from 'cborg';

type KeyPair = Awaited<ReturnType<typeof newKeys>>;

const p384 = { name: 'ECDSA', namedCurve: 'P-384' } as const;
const newKeys = () => webcrypto.subtle.generateKey(p384, true, ['sign', 'verify']);
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

/** Replaces Apple's authority: a root, an intermediate, and certificates of keys. */
export async function appleAuthority(now: Date) {
  const keys = { root: await newKeys(), intermediate: await newKeys() };
  const root = await certificate(
    'CN=Root',
    keys.root,
    { authority: 2 },
    'CN=Root',
    keys.root.privateKey,
    around(now, 30, 900),
  );
  const intermediate = await certificate(
    'CN=Intermediate',
    keys.intermediate,
    { authority: 0 },
    'CN=Root',
    keys.root.privateKey,
    around(now, 30, 300),
  );

  return {
    rootPem: PemConverter.encode(root.rawData, 'CERTIFICATE'),
    root,
    intermediate,
    /** A CA certificate below the intermediate, which has a path length of 0. */
    subordinate: async (): Promise<Issuer> => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        privateKey,
        certificate: await certificate(
          'CN=Subordinate',
          { publicKey: await webKey(publicKey) },
          { authority: 0 },
          'CN=Intermediate',
          keys.intermediate.privateKey,
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
        // Not imported, because Web Crypto does not know every curve.
        { publicKey: new PublicKey(pair.publicKey.export({ format: 'der', type: 'spki' })) },
        {
          nonce,
          ...(options.leafIsAuthority && { authority: 0 }),
          ...(options.withoutKeyUsage && { withoutKeyUsage: true }),
          extensions: options.leafExtensions ?? [],
        },
        options.issuer?.certificate.subject ?? 'CN=Intermediate',
        options.issuer ? await webKey(options.issuer.privateKey) : keys.intermediate.privateKey,
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

function assertion(
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

function certificate(
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

const webKey = (key: KeyObject) =>
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

/** The uncompressed point at the end of a public key. */
function pointOf(key: KeyObject): Buffer {
  const bytes = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 97 : 65;
  return key.export({ format: 'der', type: 'spki' }).subarray(-bytes);
}
