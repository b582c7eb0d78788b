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

/** The secrets after a rotation: the new one, and the one that it replaces, which stays valid for at most 24 hours. */
export function rotated<S extends Replaceable>(
  previous: S,
  next: S,
  now: Date,
): { secrets: S[]; previousExpiresAt: string } {
  const end = now.getTime() + overlapHours * 3_600_000;
  const ownEnd = previous.expiresAt === undefined ? end : Date.parse(previous.expiresAt);
  const previousExpiresAt = new Date(Math.min(end, ownEnd)).toISOString();
  return { secrets: [next, { ...previous, expiresAt: previousExpiresAt }], previousExpiresAt };
}
