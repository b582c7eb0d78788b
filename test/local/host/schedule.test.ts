import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../../local/host/timer/schedule.ts';
import { parseTimespan } from '../../../local/host/timespan.ts';

const next = (expression: string, from: string, zone = 'UTC') =>
  parseSchedule(expression, zone).next(new Date(from)).toISOString();

describe('a schedule', () => {
  test.each([
    ['0 */5 * * * *', '2026-03-01T10:02:00Z', '2026-03-01T10:05:00.000Z'],
    ['*/5 * * * *', '2026-03-01T10:02:00Z', '2026-03-01T10:05:00.000Z'],
    ['0 */5 * * * *', '2026-03-01T10:05:00Z', '2026-03-01T10:10:00.000Z'],
    ['*/1 * * * * *', '2026-03-01T10:05:00.999Z', '2026-03-01T10:05:01.000Z'],
    ['5/20 * * * * *', '2026-03-01T10:00:06Z', '2026-03-01T10:00:25.000Z'],
    ['0 30 9-17/4 * * Mon-Fri', '2026-03-06T18:00:00Z', '2026-03-09T09:30:00.000Z'],
    ['0 0 0 1 January *', '2026-03-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 3 ? * SUN', '2026-03-02T00:00:00Z', '2026-03-08T03:00:00.000Z'],
  ])('%s after %s', (expression, from, expected) => {
    expect(next(expression, from)).toBe(expected);
  });

  test('requires both day of month and day of week to match', () => {
    expect(next('0 0 0 13 * FRI', '2026-03-14T00:00:00Z')).toBe('2026-11-13T00:00:00.000Z');
  });

  test('uses the configured time zone', () => {
    expect(next('0 0 3 * * *', '2026-01-01T00:00:00Z', 'Europe/Berlin')).toBe('2026-01-01T02:00:00.000Z');
  });

  test('can be a timespan', () => {
    expect(next('00:01:30', '2026-03-01T10:00:00Z')).toBe('2026-03-01T10:01:30.000Z');
  });

  test.each([
    ['*/30 * * * * *', true],
    ['00:00:59', true],
    ['0 */1 * * * *', false],
    ['00:01:00', false],
  ])('%s is frequent: %s', (expression, frequent) => {
    expect(parseSchedule(expression).isFrequent).toBe(frequent);
  });

  test.each(['', '* * *', '61 * * * * *', '0 0 0 L * *', '@daily', '0 0 0 * * 7', '0 0 0 * * FRI#1'])(
    '"%s" is rejected, as in Azure',
    (expression) => {
      expect(() => parseSchedule(expression, 'UTC')).toThrow();
    },
  );
});

test.each([
  ['00:00:01', 1000],
  ['1.02:03:04.5', 93_784_500],
  ['00:10', 600_000],
  ['-00:00:01', -1000],
  ['-1', -1],
  ['soon', undefined],
])('parses the timespan %s as %s ms', (text, expected) => {
  expect(parseTimespan(text)).toBe(expected);
});
