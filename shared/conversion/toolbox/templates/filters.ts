import { FilterFault, shortened } from './refusals.ts';
import { momentOf, numberOf, textOf } from './values.ts';

/** Arguments of a filter. Locale and time zone come from the template or otherwise from the step. */
interface FilterArguments {
  positional: unknown[];
  named: Record<string, unknown>;
  locale: string;
  timeZone: string;
}

type Filter = (value: unknown, given: FilterArguments) => unknown;

const styles = ['full', 'long', 'medium', 'short'] as const;
type Style = (typeof styles)[number];

/**
 * Filters for numbers, dates and text that follow a locale (ECMA-402). Null gives an empty text. Liquid's own filters are
 * available too.
 */
export const filters: Readonly<Record<string, Filter>> = {
  number: (value, { positional: [decimals], locale }) =>
    formatted(value, locale, decimals === undefined ? {} : fraction(decimals)),
  currency: (value, { positional: [currency], named: { decimals }, locale }) =>
    formatted(value, locale, {
      style: 'currency',
      currency: required(currency, 'a currency, such as currency: "EUR"'),
      ...(decimals === undefined ? {} : fraction(decimals)),
    }),
  percent: (value, { positional: [decimals = 0], locale }) =>
    formatted(value, locale, { style: 'percent', ...fraction(decimals) }),
  date: (value, given) => dated(value, given, (style) => ({ dateStyle: style })),
  time: (value, given) => dated(value, given, (style) => ({ timeStyle: style }), 'short'),
  upper: (value, { locale }) => textOf(value).toLocaleUpperCase(locale),
  lower: (value, { locale }) => textOf(value).toLocaleLowerCase(locale),
  plural: (value, { named, locale }) => {
    const word = named[new Intl.PluralRules(locale).select(numberOf(value))] ?? named.other;
    return required(word, 'plural forms, such as plural: one: "day", other: "days"');
  },
  list: (value, { locale, positional: [type = 'conjunction'] }) =>
    Array.isArray(value)
      ? intl(() => new Intl.ListFormat(locale, { type: type as 'conjunction' })).format(value.map(textOf))
      : textOf(value),
};

function formatted(value: unknown, locale: string, options: Intl.NumberFormatOptions): string {
  if (value === undefined || value === null) return '';
  return numberFormat(locale, options).format(numberOf(value));
}

function dated(
  value: unknown,
  { positional: [given], locale, timeZone }: FilterArguments,
  options: (style: Style) => Intl.DateTimeFormatOptions,
  defaultStyle: Style = 'medium',
): string {
  if (value === undefined || value === null) return '';
  const style = styles.find((each) => each === (given ?? defaultStyle));
  if (!style)
    throw new FilterFault(`“${shortened(String(given))}” is not a style: use one of ${styles.join(', ')}`);
  const { date, isWallClock } = momentOf(value);
  return intl(
    () => new Intl.DateTimeFormat(locale, { ...options(style), timeZone: isWallClock ? 'UTC' : timeZone }),
  ).format(date);
}

/** Cached by locale and options: creating a format takes longer than a hundred uses. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const cached = numberFormats.get(key);
  if (cached) return cached;
  // A template could create any number of them.
  if (numberFormats.size >= 100) numberFormats.clear();
  // No sign for a negative number that rounds to zero.
  const made = intl(() => new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options }));
  numberFormats.set(key, made);
  return made;
}

function fraction(decimals: unknown): Intl.NumberFormatOptions {
  const digits = numberOf(decimals);
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function required(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new FilterFault(`the filter needs ${what}`);
}

/** Intl's errors about unknown locales, currencies and time zones are shown to the template's author. */
export function intl<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new FilterFault((error as Error).message, { cause: error });
  }
}
