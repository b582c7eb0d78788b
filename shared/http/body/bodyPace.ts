/** How slowly a body may arrive. */
export interface BodyPace {
  /** Bodies up to this size must be complete within `smallMilliseconds`. */
  readonly smallBytes: number;
  readonly smallMilliseconds: number;
  /** Larger ones must arrive at this average rate after `graceMilliseconds`: the defaults of ASP.NET Core's web server. */
  readonly bytesPerSecond: number;
  readonly graceMilliseconds: number;
}

export const defaultPace: BodyPace = {
  smallBytes: 65_536,
  smallMilliseconds: 10_000,
  bytesPerSecond: 240,
  graceMilliseconds: 5000,
};

/**
 * Milliseconds after the start of reading at which a body is too slow, if nothing more arrives.
 * @param declared the declared length in bytes; NaN without one
 */
export function deadlineOf(pace: BodyPace, declared: number, received: number): number {
  if (Math.max(declared || 0, received) <= pace.smallBytes) return pace.smallMilliseconds;
  return Math.max(pace.graceMilliseconds, (received / pace.bytesPerSecond) * 1000);
}
