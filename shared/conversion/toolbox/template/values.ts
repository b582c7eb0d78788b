import { FilterFault, shortened } from './refusals.ts';

/** A value as a number. @throws FilterFault */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new FilterFault(`${named(value)} is no number`);
}

/** A moment, or a day or time of a wall clock that stands for itself wherever one is. */
export interface Moment {
  date: Date;
  isWallClock: boolean;
}

const isoDate = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A value as a moment: ISO 8601, seconds since 1970, or `now`. @throws FilterFault */
export function momentOf(value: unknown): Moment {
  if (value === 'now' || value === 'today') return { date: new Date(), isWallClock: false };
  if (typeof value === 'number') return { date: new Date(value * 1000), isWallClock: false };
  const [text, time, , , zone] = isoDate.exec(String(value).trim()) ?? [];
  if (text !== undefined) {
    const isWallClock = zone === undefined;
    const date = new Date(time && isWallClock ? `${text.replace(' ', 'T')}Z` : text);
    if (!Number.isNaN(date.getTime())) return { date, isWallClock };
  }
  throw new FilterFault(`${named(value)} is no date: it is written as 2026-03-31 or 2026-03-31T14:30:00Z`);
}

/** A value as text. @throws FilterFault for what has none, such as an object */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') throw new FilterFault('it is an object, not a text: name one of its values');
  return String(value);
}

function named(value: unknown): string {
  return typeof value === 'object' ? 'an object or a list' : `“${shortened(String(value))}”`;
}
