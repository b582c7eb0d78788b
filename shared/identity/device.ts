import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { WebhookSecret } from '../webhooks/webhookSecret.ts';
import type { Attested } from './attestation/verifier.ts';

/** A registered device: what Cosmos keeps of it. The secret itself is kept nowhere. */
export interface Device {
  /** UUID v4; the partition too. */
  id: string;
  organisationId: string;
  /** HMAC-SHA-256 of uuid and secret under the pepper, base64url. */
  secretHash: string;
  /** The version of the pepper in Key Vault. */
  pepperVersion: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** The day of the last call, `YYYY-MM-DD`, UTC. */
  lastUsed: string;
  /** Which genuine app it showed when it registered. */
  attestation?: Attested;
  /** What signs its webhooks: the present secret first, then the one before. */
  webhookSecrets?: WebhookSecret[];
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

/** Whether two hashes of the same length are the same, in constant time. */
export function sameHash(one: string, other: string): boolean {
  const a = Buffer.from(one, 'base64url');
  const b = Buffer.from(other, 'base64url');
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The day of a moment, `YYYY-MM-DD`, UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
