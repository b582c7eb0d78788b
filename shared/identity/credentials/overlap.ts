/** A secret that another one can replace. Times are ISO 8601, UTC. */
interface Replaceable {
  createdAt: string;
  /** When it stops being valid; set when a new secret replaces it. */
  expiresAt?: string;
}

/** How long the previous secret stays valid after a rotation, in hours. */
const overlapHours = 24;

/** The valid secrets: the current one, and the previous one during the overlap. */
export function activeSecrets<S extends Replaceable>(secrets: readonly S[], now: Date): S[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > now.getTime());
}

/** Adds a new secret. The current one stays valid for 24 hours; older ones stop at once. */
export function rotated<S extends Replaceable>(
  secrets: readonly S[],
  next: S,
  now: Date,
): { secrets: S[]; previousExpiresAt?: string } {
  const [current] = activeSecrets(secrets, now);
  if (!current) return { secrets: [next] };
  const previousExpiresAt = new Date(now.getTime() + overlapHours * 3_600_000).toISOString();
  return { secrets: [next, { ...current, expiresAt: previousExpiresAt }], previousExpiresAt };
}
