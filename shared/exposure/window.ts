/** The length of windows, in seconds, and the Unix time (midnight UTC) from which it applies. */
export interface Period {
  seconds: number;
  from: number;
}

/** A time range whose keys are exported together: Unix seconds, `end` exclusive. */
export interface Window {
  /** Also the number of the window: no two windows start at the same second, even if the period changes. */
  start: number;
  end: number;
}

const day = 86_400;

/**
 * The window that contains a time. Periods divide a day and change only at midnight UTC, so that all instances compute the
 * same windows before and after a change.
 * @param seconds Unix time
 * @param periods ascending by `from`; the first applies to all earlier times
 */
export function windowAt(seconds: number, periods: readonly Period[]): Window {
  const period = periods.findLast(({ from }) => from <= seconds) ?? periods[0];
  if (!period) throw new Error('No export period is configured.');
  const midnight = Math.floor(seconds / day) * day;
  const start = midnight + Math.floor((seconds - midnight) / period.seconds) * period.seconds;
  return { start, end: start + period.seconds };
}
