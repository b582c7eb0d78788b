import type { Quota } from './quota.ts';

/** A calendar period in UTC. */
interface Window {
  start: Date;
  /** Undefined for a period that never ends. */
  end?: Date;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The period of a quota that contains a moment. */
export function windowOf(period: Quota['period'], now: Date): Window {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const midnight = Date.UTC(year, month, now.getUTCDate());
  const daysSinceMonday = (now.getUTCDay() + 6) % 7;
  const between = (start: number, end: number): Window => ({ start: new Date(start), end: new Date(end) });
  switch (period) {
    case 'hour': {
      const start = Math.floor(now.getTime() / hour) * hour;
      return between(start, start + hour);
    }
    case 'day':
      return between(midnight, midnight + day);
    case 'week':
      return between(midnight - daysSinceMonday * day, midnight + (7 - daysSinceMonday) * day);
    case 'month':
      return between(Date.UTC(year, month), Date.UTC(year, month + 1));
    case 'year':
      return between(Date.UTC(year, 0), Date.UTC(year + 1, 0));
    case 'total':
      return { start: new Date(0) };
  }
}

/** A period that ended this long ago is no longer changed: refunds and ends of jobs arrive within minutes. */
const lateMilliseconds = day;

/** The names of the periods that ended more than a day ago. */
export function endedWindows(keys: readonly string[], now: Date): string[] {
  const kept = new Date(now.getTime() - lateMilliseconds);
  return keys.filter((key) => {
    const [metric = '', period = ''] = key.split(':');
    // Names with later starts sort later.
    return key < windowKey({ metric, period } as Parameters<typeof windowKey>[0], kept);
  });
}

/** The name under which a counter counts a metric in the period that contains a moment. */
export function windowKey({ metric, period }: Pick<Quota, 'metric' | 'period'>, now: Date): string {
  const { start } = windowOf(period, now);
  return `${metric}:${period}:${start.toISOString().slice(0, period === 'hour' ? 13 : 10)}`;
}
