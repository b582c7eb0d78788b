import { FilterFault, shortened } from './refusals.ts';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value as a number. @throws FilterFault */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new FilterFault(`${named(value)} is no number`);
}

/** A moment, or a day or time of a wall clock that stands for itself wherever one is. */
export interface Moment {
  date: Date;
  isWallClock: boolean;
}

/** The year 10,000. Who names a later moment has taken milliseconds for seconds. */
const lastSecond = 253_402_300_800;

const isoDate = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A value as a moment: ISO 8601, seconds since 1970, or `now`. @throws FilterFault */
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
    `${named(value)} is no date: it is written as 2026-03-31 or 2026-03-31T14:30:00Z, or in seconds since 1970`,
  );
}

/** JavaScript takes 30 February for 2 March. */
function isInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A value as text. @throws FilterFault for what has none, such as an object */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') throw new FilterFault('it is an object, not a text: name one of its values');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new FilterFault('what comes of it is no finite number');
  return String(value);
}

function named(value: unknown): string {
  return typeof value === 'object' ? 'an object or a list' : `“${shortened(String(value))}”`;
}
