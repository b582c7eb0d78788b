import { filters } from 'liquidjs';
import { intl } from './filters.ts';
import { momentOf } from './values.ts';

/** What Liquid's own filter looks at beside its arguments. */
export interface DateContext {
  memoryLimit: unknown;
  opts: { locale: string };
}

type DateFilter = (this: { context: DateContext }, date: Date, pattern: string, zone: string) => string;

/**
 * A moment by a pattern of strftime, as everywhere in Liquid. Liquid's own reading of dates is kept out: it would take
 * 01.02.2026 for the second of January.
 * @throws FilterFault
 */
export function strftime(
  value: unknown,
  { pattern, locale, timeZone }: { pattern: string; locale: string; timeZone: string },
  { memoryLimit, opts }: DateContext,
): string {
  if (value === undefined || value === null) return '';
  const { date, isWallClock } = momentOf(value);
  const context = { memoryLimit, opts: { ...opts, locale } };
  const format = filters.date as unknown as DateFilter;
  return intl(() => format.call({ context }, date, pattern, isWallClock ? 'UTC' : timeZone));
}
