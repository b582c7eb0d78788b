import type { Platform } from './apps.ts';

/** A key of App Attest as stored in the record of its device. */
export interface AttestedKey {
  /** SHA-256 of the public key as an uncompressed point, base64: the `keyId` of App Attest. */
  id: string;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1), DER, base64. */
  publicKey: string;
  /** The highest counter received so far. */
  counter: number;
}

/** The verified app of a device, as stored in the record of the device. */
export interface Attested {
  platform: Platform;
  appId: string;
  /** App Attest only. */
  key?: AttestedKey;
}

/** The result of a verification. */
export interface VerifiedApp extends Attested {
  /** App Attest only: Apple's receipt, base64, with which an operator can ask Apple for the fraud metric. */
  receipt?: string;
}
