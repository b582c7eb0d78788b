import type { Sealed } from '../identity/seal.ts';

/** A secret that signs the webhooks of a device. */
export interface WebhookSecret {
  sealed: Sealed;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Until when it still signs beside the one that took its place. */
  expiresAt?: string;
}

/** How long an old secret signs beside a new one, in hours. */
export const overlapHours = 24;

/** The secrets that sign now: the present one, and the one before while it overlaps. */
export function signing(secrets: readonly WebhookSecret[], now: Date): WebhookSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > now.getTime());
}
