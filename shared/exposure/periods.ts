import { z } from 'zod';
import type { Period } from './window.ts';

const dayMinutes = 1440;
/** The timer of exports runs every five minutes. */
const minimumMinutes = 5;
const change = /^(\d{1,4})(?:@(\d{4}-\d{2}-\d{2}))?$/;

/**
 * Parses the setting of export periods: minutes, then changes with the UTC day on which they take effect, such as
 * `240 360@2026-12-01`. Each period divides a day and is at least five minutes long. A change must be deployed before its day so that all instances compute
 * the same windows.
 */
export const periodsSchema = z
  .string()
  .default('240')
  .transform((text, context): Period[] => {
    const periods: Period[] = [];
    for (const part of text.trim().split(/\s+/)) {
      const period = periodOf(part, periods.length === 0);
      const last = periods.at(-1);
      if (!period || (last && period.from <= last.from)) {
        context.addIssue(
          'must be minutes, at least 5, that divide a day, then changes such as 360@2026-12-01 in ascending order',
        );
        return z.NEVER;
      }
      periods.push(period);
    }
    return periods;
  });

/** The first part has no day; every other part has one. */
function periodOf(part: string, first: boolean): Period | undefined {
  const [, minutes, day] = change.exec(part) ?? [];
  if (minutes === undefined || (day === undefined) !== first) return undefined;
  const from = day === undefined ? 0 : Date.parse(`${day}T00:00:00Z`) / 1000;
  // Date.parse accepts 31 February as a day in March.
  const exists = day === undefined || (Number.isFinite(from) && isoDay(from) === day);
  if (!exists || Number(minutes) < minimumMinutes || dayMinutes % Number(minutes) !== 0) return undefined;
  return { seconds: Number(minutes) * 60, from };
}

const isoDay = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
