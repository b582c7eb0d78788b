import { filters } from 'liquidjs';
import { intl } from './filters.ts';
import { momentOf } from './values.ts';

/** The context that Liquid's own date filter reads. */
export interface DateContext {
  memoryLimit: unknown;
  opts: { locale: string };
}

type DateFilter = (this: { context: DateContext }, date: Date, pattern: string, zone: string) => string;

/**
 * Formats a date by a strftime pattern, as usual in Liquid. Liquid's own date parser is not used: it reads 01.02.2026 as
 * 2 January.
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
