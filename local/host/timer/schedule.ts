import { Cron } from 'croner';
import { parseTimespan } from '../timespan.ts';

/** When a timer is due. */
export interface Schedule {
  /** The first time after `date`. @throws Error when there is none */
  next(date: Date): Date;
  /** Whether it is due more than once a minute: then its runs are not recorded. */
  isFrequent: boolean;
}

const names = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)';
const value = `(?:\\d+|${names})`;
const part = `(?:\\*|${value}(?:-${value})?)(?:/\\d+)?`;
/** What NCRONTAB knows; croner by itself takes more (`L`, `W`, `#`, `@daily`), which would fail in Azure. */
const field = new RegExp(`^${part}(?:,${part})*$`, 'i');

/**
 * Reads an NCRONTAB expression of six fields (seconds first; five have second 0) or a timespan `hh:mm:ss`. Day of month and day
 * of week must both fit, unlike in other crons. Times are those of `WEBSITE_TIME_ZONE`, or else `TZ`.
 *
 * @throws Error when it is neither
 */
export function parseSchedule(expression: string, timeZone = process.env.WEBSITE_TIME_ZONE): Schedule {
  const period = parseTimespan(expression);
  if (period !== undefined && period > 0) {
    return { next: (date) => new Date(date.getTime() + period), isFrequent: period < 60_000 };
  }
  const cron = parseCron(expression, timeZone);
  const next = (date: Date): Date => {
    const found = cron.nextRun(date);
    if (!found) throw new Error(`The schedule '${expression}' is never due.`);
    return found;
  };
  const first = next(new Date());
  return { next, isFrequent: next(first).getTime() - first.getTime() < 60_000 };
}

function parseCron(expression: string, timeZone: string | undefined): Cron {
  const given = expression.trim().split(/\s+/);
  const fields = (given.length === 5 ? ['0', ...given] : given)
    // A full name ("January") is as good as its first three letters, and "?" is "*".
    .map((text) => text.replace(/[a-z]+/gi, (name) => name.slice(0, 3)).replace(/^\?$/, '*'));
  if (fields.length !== 6 || !fields.every((text) => field.test(text)) || /7/.test(fields[5] ?? '')) {
    throw new Error(`'${expression}' is neither an NCRONTAB expression nor a timespan.`);
  }
  return new Cron(fields.join(' '), {
    mode: '6-part',
    domAndDow: true,
    // "5/20", every 20 from 5 on
    sloppyRanges: true,
    paused: true,
    ...(timeZone ? { timezone: timeZone } : {}),
  });
}
