/** Seconds of an interval, the time unit of exposure keys. */
export const intervalSeconds = 600;
/** Intervals per day. */
export const intervalsPerDay = 144;

/** The interval that contains a time (Unix seconds). */
export function intervalAt(seconds: number): number {
  return Math.floor(seconds / intervalSeconds);
}

/** Number of UTC days from the day of interval `from` to the day of interval `to`. */
export function daysBetween(from: number, to: number): number {
  return Math.floor(to / intervalsPerDay) - Math.floor(from / intervalsPerDay);
}
