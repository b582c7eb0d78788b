import type { Services } from '../../services.ts';
import type { Platform } from './apps.ts';

/** What verifying may use. */
export type VerifierServices = Pick<Services, 'config' | 'clock' | 'random' | 'vault' | 'log' | 'outbound'>;

/** A key of App Attest, as a device's record keeps it. */
export interface AttestedKey {
  /** SHA-256 of the public key as a point, base64: what the phone knows it by. */
  id: string;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1), DER, base64. */
  publicKey: string;
  /** How often it has signed, as far as we have seen. */
  counter: number;
}

/** Which genuine app runs on a device: what its record keeps of an attestation. */
export interface Attested {
  platform: Platform;
  appId: string;
  /** Of App Attest only. */
  key?: AttestedKey;
}
