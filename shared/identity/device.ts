import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { Attested } from './attestation/attested.ts';

/** A registered device as stored in Cosmos DB. Only a hash of its secret is stored. */
export interface Device {
  /** UUID v4. Also the partition key. */
  id: string;
  organisationId: string;
  /** HMAC-SHA-256 of uuid and secret under the pepper, base64url. */
  secretHash: string;
  /** The version of the pepper in Key Vault. */
  pepperVersion: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** The day of the last request, `YYYY-MM-DD`, UTC. */
  lastUsed: string;
  /** The app that was attested at registration. */
  attestation?: Attested;
}

const days = 86_400;

export const devicesContainer: ContainerDeclaration = {
  name: 'devices',
  partitionKey: ['/id'],
  indexed: ['/lastUsed/?'],
  timeToLive: 3660 * days,
  untraced: true,
};

/** HMAC-SHA-256 over `uuid.secret` under a pepper, base64url. */
export function hashSecret(pepper: string, uuid: string, secret: string): string {
  return createHmac('sha256', pepper).update(`${uuid}.${secret}`).digest('base64url');
}

/** Compares two hashes in constant time. */
export function sameHash(one: string, other: string): boolean {
  const a = Buffer.from(one, 'base64url');
  const b = Buffer.from(other, 'base64url');
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The UTC day of a date, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
