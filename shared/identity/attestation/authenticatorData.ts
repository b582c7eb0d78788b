import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { AppAttestApp } from './apps.ts';
import { bytes as cborBytes, decodeItems } from './decodeCbor.ts';
import { type LaunchFacts, launchFacts } from './launchFacts.ts';

/** The data that the Secure Enclave signs (WebAuthn §6.1). */
export interface AuthenticatorData {
  /** SHA-256 of `<team id>.<bundle id>`. */
  rpIdHash: Buffer;
  counter: number;
  /** What the system knows of the app that asked. Absent before iOS 27. */
  launch: LaunchFacts | undefined;
}

/** The data of an attestation, which names the key. */
export interface AttestedData extends AuthenticatorData {
  aaguid: Buffer;
  credentialId: Buffer;
  /** The public key as an uncompressed point (X9.62 §4.3.6). */
  point: Buffer;
}

const offsets = { flags: 32, counter: 33, aaguid: 37, idLength: 53, id: 55 } as const;
const extensionFlag = 0x80;

/** A COSE key (RFC 9053 §7.1): ES256 on P-256. */
const coseKey = z
  .instanceof(Map)
  .refine(({ size }) => size === 5)
  .transform((key) => Object.fromEntries(key) as unknown)
  .pipe(
    z.strictObject({
      1: z.literal(2),
      3: z.literal(-7),
      '-1': z.literal(1),
      '-2': cborBytes(32).refine(({ length }) => length === 32),
      '-3': cborBytes(32).refine(({ length }) => length === 32),
    }),
  );

/**
 * Reads the data of an attestation: the credential, its COSE key, and optionally one map of extensions.
 * @throws ConveyorError `attestation_invalid`
 */
export async function attestedData(bytes: Uint8Array): Promise<AttestedData> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < offsets.id) throw malformed();
  const end = offsets.id + data.readUInt16BE(offsets.idLength);
  const [key, ...extensions] = await decodeItems(data.subarray(end));
  const { data: cose } = coseKey.safeParse(key);
  if (data.length < end || !cose) throw malformed();
  return {
    ...(await commonData(data, extensions)),
    aaguid: data.subarray(offsets.aaguid, offsets.idLength),
    credentialId: data.subarray(offsets.id, end),
    point: Buffer.concat([Buffer.of(4), cose['-2'], cose['-3']]),
  };
}

/**
 * Reads the data of an assertion, which may have one map of extensions.
 * @throws ConveyorError `attestation_invalid`
 */
export async function assertionData(bytes: Uint8Array): Promise<AuthenticatorData> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < offsets.aaguid) throw malformed();
  return commonData(data, await decodeItems(data.subarray(offsets.aaguid)));
}

/** Extensions are found by their bytes: in the data of Apple's published example their flag is not set. */
function commonData(data: Buffer, [extensions, ...rest]: unknown[]): AuthenticatorData {
  const isFlagged = (data.readUInt8(offsets.flags) & extensionFlag) !== 0;
  if (rest.length > 0 || (isFlagged && extensions === undefined)) throw malformed();
  return {
    rpIdHash: data.subarray(0, offsets.flags),
    counter: data.readUInt32BE(offsets.counter),
    launch: extensions === undefined ? undefined : launchFacts(extensions),
  };
}

/** @throws ConveyorError `attestation_wrong_app` */
export function assertApp({ rpIdHash }: AuthenticatorData, { appId }: AppAttestApp): void {
  if (!timingSafeEqual(rpIdHash, createHash('sha256').update(appId).digest()))
    throw new ConveyorError('attestation_wrong_app');
}

function malformed(): ConveyorError {
  return new ConveyorError('attestation_invalid', { detail: 'The authenticator data is malformed.' });
}
