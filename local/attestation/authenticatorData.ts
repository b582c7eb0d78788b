import { createHash, type KeyObject, sign } from 'node:crypto';
import { encode } from 'cborg';

const aaguids = { production: 'appattest\0\0\0\0\0\0\0', development: 'appattestdevelop' } as const;

/** Options of the authenticator data of an attestation. */
export interface AttestedDataOptions {
  appId: string;
  environment?: keyof typeof aaguids;
  counter?: number;
  /** Replaces the key id. */
  credentialId?: Uint8Array;
  /** Replaces the attested key. Empty bytes omit it. */
  coseKey?: KeyObject | Uint8Array;
  /** Appended after the COSE key. */
  extensions?: Uint8Array;
  /** Sets the flag of extensions, whether there are any or not. */
  isFlagged?: boolean;
}

/** Options of an assertion. */
export interface AssertOptions {
  appId?: string;
  /** Appended to the authenticator data. */
  extensions?: Uint8Array;
  isFlagged?: boolean;
}

/** The id of a key: the hash of its point. */
export const keyIdOf = (key: KeyObject): Buffer => createHash('sha256').update(pointOf(key)).digest();

/** The authenticator data of an attestation (WebAuthn §6.1). */
export function attestedData(
  key: KeyObject,
  {
    appId,
    environment = 'production',
    counter = 0,
    credentialId,
    coseKey = key,
    extensions = Buffer.of(),
    isFlagged = false,
  }: AttestedDataOptions,
): Buffer {
  const id = keyIdOf(key);
  return Buffer.concat([
    head(appId, isFlagged, counter),
    Buffer.from(aaguids[environment]),
    Buffer.of(0, id.length),
    credentialId ?? id,
    coseKey instanceof Uint8Array ? coseKey : coseKeyOf(coseKey),
    extensions,
  ]);
}

/** Makes an assertion with a counter, base64. */
export function assertion(
  key: KeyObject,
  clientDataHash: Uint8Array,
  counter: number,
  { appId, extensions = Buffer.of(), isFlagged = false }: AssertOptions & { appId: string },
): string {
  const authenticatorData = Buffer.concat([head(appId, isFlagged, counter), extensions]);
  const nonce = createHash('sha256').update(authenticatorData).update(clientDataHash).digest();
  const object = { signature: sign('sha256', nonce, key), authenticatorData };
  return Buffer.from(encode(object)).toString('base64');
}

function head(appId: string, isFlagged: boolean, counter: number): Buffer {
  const data = Buffer.alloc(37);
  createHash('sha256').update(appId).digest().copy(data);
  data[32] = isFlagged ? 0xc0 : 0x40;
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
