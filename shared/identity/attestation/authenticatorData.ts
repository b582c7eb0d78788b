import { createHash, timingSafeEqual } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { AppAttestApp } from './apps.ts';

/** The data that the Secure Enclave signs (WebAuthn §6.1). Newer systems append extensions. */
export interface AuthenticatorData {
  /** SHA-256 of `<team id>.<bundle id>`. */
  rpIdHash: Buffer;
  counter: number;
  /** Attestations only. */
  credential?: { aaguid: Buffer; id: Buffer };
}

const offsets = { counter: 33, aaguid: 37, idLength: 53, id: 55 } as const;

/** @throws ConveyorError `attestation_invalid` */
export function authenticatorData(bytes: Uint8Array, kind: 'attestation' | 'assertion'): AuthenticatorData {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < (kind === 'attestation' ? offsets.id : offsets.aaguid)) throw tooShort();
  const head = { rpIdHash: data.subarray(0, 32), counter: data.readUInt32BE(offsets.counter) };
  if (kind === 'assertion') return head;
  const end = offsets.id + data.readUInt16BE(offsets.idLength);
  if (data.length < end) throw tooShort();
  return {
    ...head,
    credential: {
      aaguid: data.subarray(offsets.aaguid, offsets.idLength),
      id: data.subarray(offsets.id, end),
    },
  };
}

/** @throws ConveyorError `attestation_wrong_app` */
export function assertApp({ rpIdHash }: AuthenticatorData, { appId }: AppAttestApp): void {
  if (!timingSafeEqual(rpIdHash, createHash('sha256').update(appId).digest()))
    throw new ConveyorError('attestation_wrong_app');
}

function tooShort(): ConveyorError {
  return new ConveyorError('attestation_invalid', { detail: 'The authenticator data is too short.' });
}
