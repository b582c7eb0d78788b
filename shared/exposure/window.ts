/** A period of export, and from when on it holds: both in seconds, `from` a Unix time at midnight UTC. */
export interface Period {
  seconds: number;
  from: number;
}

/** A stretch of time whose keys are exported together: Unix seconds, `end` exclusive. */
export interface Window {
  /** Its number too: no two windows begin at the same second, whatever periods there were. */
  start: number;
  end: number;
}

const day = 86_400;

/**
 * The window that holds a moment. Periods divide a day and change at midnight only, so that every instance, of the version
 * before or after a change, cuts time into the same windows.
 * @param seconds Unix time
 * @param periods ascending by `from`; the first holds from the beginning of time
 */
export function windowAt(seconds: number, periods: readonly Period[]): Window {
  const period = periods.findLast(({ from }) => from <= seconds) ?? periods[0];
  if (!period) throw new Error('There is no period of export.');
  const midnight = Math.floor(seconds / day) * day;
  const start = midnight + Math.floor((seconds - midnight) / period.seconds) * period.seconds;
  return { start, end: start + period.seconds };
}
