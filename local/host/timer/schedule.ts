import { Cron } from 'croner';
import { parseTimespan } from '../timespan.ts';

/** The schedule of a timer. */
export interface Schedule {
  /** The first occurrence after `date`. @throws Error if there is none */
  next(date: Date): Date;
  /** Whether it occurs more than once a minute. Such runs are not recorded. */
  isFrequent: boolean;
}

const names = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)';
const value = `(?:\\d+|${names})`;
const part = `(?:\\*|${value}(?:-${value})?)(?:/\\d+)?`;
/** NCRONTAB syntax. croner also accepts `L`, `W`, `#` and `@daily`, which would fail in Azure. */
const field = new RegExp(`^${part}(?:,${part})*$`, 'i');

/**
 * Parses an NCRONTAB expression of six fields (seconds first; with five fields the second is 0) or a timespan `hh:mm:ss`. Unlike
 * in other crons, day of month and day of week must both match. The time zone is `WEBSITE_TIME_ZONE`, or `TZ`.
 *
 * @throws Error if the expression is neither
 */
export function parseSchedule(expression: string, timeZone = process.env.WEBSITE_TIME_ZONE): Schedule {
  const period = parseTimespan(expression);
  if (period !== undefined && period > 0) {
    return { next: (date) => new Date(date.getTime() + period), isFrequent: period < 60_000 };
  }
  const cron = parseCron(expression, timeZone);
  const next = (date: Date): Date => {
    const found = cron.nextRun(date);
    if (!found) throw new Error(`The schedule '${expression}' has no next occurrence.`);
    return found;
  };
  const first = next(new Date());
  return { next, isFrequent: next(first).getTime() - first.getTime() < 60_000 };
}

function parseCron(expression: string, timeZone: string | undefined): Cron {
  const parts = expression.trim().split(/\s+/);
  const fields = (parts.length === 5 ? ['0', ...parts] : parts)
    // Names may be written in full ("January"), and "?" means "*".
    .map((text) => text.replace(/[a-z]+/gi, (name) => name.slice(0, 3)).replace(/^\?$/, '*'));
  if (fields.length !== 6 || !fields.every((text) => field.test(text)) || /7/.test(fields[5] ?? '')) {
    throw new Error(`'${expression}' is neither an NCRONTAB expression nor a timespan.`);
  }
  return new Cron(fields.join(' '), {
    mode: '6-part',
    domAndDow: true,
    // "5/20": every 20, starting at 5
    sloppyRanges: true,
    paused: true,
    ...(timeZone ? { timezone: timeZone } : {}),
  });
}
