import type { Sealed } from '../identity/sealed.ts';

/** A secret that signs the webhooks of a device. */
export interface WebhookSecret {
  sealed: Sealed;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** When it stops signing; set when a new secret replaces it. */
  expiresAt?: string;
}

/** How long the previous secret keeps signing, in hours. */
export const overlapHours = 24;

/** The secrets that sign now: the current one, and the previous one during the overlap. */
export function activeSecrets(secrets: readonly WebhookSecret[], now: Date): WebhookSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > now.getTime());
}
