/** Seconds of an interval, the unit of time of exposure keys. */
export const intervalSeconds = 600;
/** Intervals of a day. */
export const intervalsADay = 144;

/** The interval that holds a moment (Unix seconds). */
export function intervalAt(seconds: number): number {
  return Math.floor(seconds / intervalSeconds);
}

/** Days, in UTC, from the day of one interval to the day of another. */
export function daysBetween(from: number, to: number): number {
  return Math.floor(to / intervalsADay) - Math.floor(from / intervalsADay);
}
