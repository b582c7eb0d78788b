import type { ContainerDeclaration } from '../../azure/cosmos.ts';

/** Distinguishes requests without revealing their content: they hold passwords and signed URLs. */
export interface Fingerprint {
  /** HMAC-SHA-256 of the request, hexadecimal; a plain SHA-256 if the previous version of the app wrote it. */
  request: string;
  /** The version of the Key Vault pepper that the HMAC key is derived from; absent for a plain SHA-256. */
  keyVersion?: string;
}

/** The request made with an `Idempotency-Key` and the job it created. Kept for 24 hours. */
export interface IdempotencyClaim extends Fingerprint {
  /** SHA-256 of caller and key; also the partition key. */
  id: string;
  jobId: string;
  createdAt: string;
}

const hours = 3600;
/** How long a key is valid, in ms. */
export const idempotencyMilliseconds = 24 * hours * 1000;

export const idempotencyContainer: ContainerDeclaration = {
  name: 'idempotency',
  partitionKey: ['/id'],
  indexed: ['/createdAt/?'],
  timeToLive: 48 * hours,
};
