import type { ContainerDeclaration } from '../../azure/cosmos.ts';

/** A secret of a credential, of which only a hash is stored. Times are ISO 8601, UTC. */
export interface StoredSecret {
  /** HMAC-SHA-256 of the id of the credential and the secret under the pepper, base64url. */
  hash: string;
  /** The version of the pepper in Key Vault. */
  pepperVersion: string;
  createdAt: string;
  /** When it stops being valid; set when a new secret replaces it. */
  expiresAt?: string;
}

/** A record whose caller proves a secret. Each is in a partition of its own. */
export interface Credential {
  /** Also the partition key. */
  id: string;
  /** The current secret first, then the previous one. */
  secrets: StoredSecret[];
  /** The day of the last use, `YYYY-MM-DD`, UTC. */
  lastUsed?: string;
  /** When all its secrets stop being valid, ISO 8601, UTC. */
  expiresAt?: string;
}

/** How the id and secret of a credential were derived from an `Idempotency-Key`. */
interface Derivation {
  /** SHA-256 of the request, hexadecimal. */
  request: string;
  pepperVersion: string;
}

/** A credential that callers create. */
export interface CreatedCredential extends Credential {
  organisationId: string;
  name: string;
  createdAt: string;
  /** Set when it was revoked. The record stays, so that a repeated creation does not make the credential valid again. */
  revokedAt?: string;
  derivation?: Derivation;
}

const days = 86_400;

/** The container of a kind of credentials that callers create. */
export const createdCredentials = (name: string): ContainerDeclaration => ({
  name,
  partitionKey: ['/id'],
  indexed: ['/organisationId/?', '/revokedAt/?', '/id/?'],
  timeToLive: 3660 * days,
});
