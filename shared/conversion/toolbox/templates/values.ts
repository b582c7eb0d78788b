import { FilterFault, shortened } from './refusals.ts';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value as a number. @throws FilterFault */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new FilterFault(`${quoted(value)} is not a number`);
}

/** A point in time, or a local date or time that is the same in every time zone. */
export interface Moment {
  date: Date;
  isWallClock: boolean;
}

/** The year 10,000. Larger values are most likely milliseconds instead of seconds. */
const lastSecond = 253_402_300_800;

const isoDate = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Parses a date: ISO 8601, seconds since 1970, or `now`. @throws FilterFault */
export function momentOf(value: unknown): Moment {
  if (value === 'now' || value === 'today') return { date: new Date(), isWallClock: false };
  if (typeof value === 'number' && Math.abs(value) < lastSecond)
    return { date: new Date(value * 1000), isWallClock: false };
  const [text, day, time, , , zone] = isoDate.exec(String(value).trim()) ?? [];
  if (text !== undefined && day !== undefined && isInCalendar(day)) {
    const isWallClock = zone === undefined;
    const date = new Date(time && isWallClock ? `${text.replace(' ', 'T')}Z` : text);
    if (!Number.isNaN(date.getTime())) return { date, isWallClock };
  }
  throw new FilterFault(
    `${quoted(value)} is not a date: use 2026-03-31, 2026-03-31T14:30:00Z or seconds since 1970`,
  );
}

/** JavaScript reads 30 February as 2 March. */
function isInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A value as text. @throws FilterFault for an object or a number that is not finite */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') throw new FilterFault('it is an object, not a text: use one of its values');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new FilterFault('the result is not a finite number');
  return String(value);
}

function quoted(value: unknown): string {
  return typeof value === 'object' ? 'an object or a list' : `“${shortened(String(value))}”`;
}
