import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodsSchema } from '../../shared/exposure/periods.ts';
import { type Period, windowAt } from '../../shared/exposure/window.ts';

const day = 86_400;
const divisors = Array.from({ length: 1440 }, (_, index) => index + 1).filter(
  (minutes) => minutes >= 5 && 1440 % minutes === 0,
);

/** Any periods: the first from time 0, changes at midnight. */
const periods: fc.Arbitrary<Period[]> = fc
  .tuple(
    fc.constantFrom(...divisors),
    fc.uniqueArray(fc.tuple(fc.integer({ min: 19_000, max: 22_000 }), fc.constantFrom(...divisors)), {
      maxLength: 4,
      selector: ([from]) => from,
    }),
  )
  .map(([first, changes]) => [
    { seconds: first * 60, from: 0 },
    ...changes
      .toSorted(([one], [other]) => one - other)
      .map(([from, minutes]) => ({ seconds: minutes * 60, from: from * day })),
  ]);
const time = fc.integer({ min: 19_000 * day, max: 22_000 * day });

describe('a window', () => {
  test('contains the time it was computed for', () => {
    fc.assert(
      fc.property(time, periods, (at, cut) => {
        const { start, end } = windowAt(at, cut);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
      }),
    );
  });

  test('is the same for each of its seconds, from the first to the last', () => {
    fc.assert(
      fc.property(time, periods, fc.nat(), (at, cut, other) => {
        const window = windowAt(at, cut);
        for (const each of [
          window.start,
          window.end - 1,
          window.start + (other % (window.end - window.start)),
        ])
          expect(windowAt(each, cut)).toEqual(window);
      }),
    );
  });

  test('starts where the previous one ends, also when the period changes', () => {
    fc.assert(
      fc.property(time, periods, (at, cut) => {
        const window = windowAt(at, cut);
        expect(windowAt(window.end, cut).start).toBe(window.end);
        expect(windowAt(window.start - 1, cut).end).toBe(window.start);
      }),
    );
  });

  test('never crosses midnight UTC, when the period may change', () => {
    fc.assert(
      fc.property(time, periods, (at, cut) => {
        const { start, end } = windowAt(at, cut);
        expect(Math.floor(start / day)).toBe(Math.floor((end - 1) / day));
      }),
    );
  });

  test('of a past day stays the same when a change is configured', () => {
    fc.assert(
      fc.property(time, periods, fc.constantFrom(...divisors), (at, cut, minutes) => {
        const from = (Math.floor(Math.max(at, cut.at(-1)?.from ?? 0) / day) + 1) * day;
        expect(windowAt(at, [...cut, { seconds: minutes * 60, from }])).toEqual(windowAt(at, cut));
      }),
    );
  });
});

describe('EXPORT_PERIODS', () => {
  test('is parsed into periods', () => {
    expect(periodsSchema.parse('5')).toEqual([{ seconds: 300, from: 0 }]);
    expect(periodsSchema.parse(undefined)).toEqual([{ seconds: 14_400, from: 0 }]);
    expect(periodsSchema.parse('240 360@2026-12-01 60@2027-01-01')).toEqual([
      { seconds: 14_400, from: 0 },
      { seconds: 21_600, from: Date.UTC(2026, 11, 1) / 1000 },
      { seconds: 3600, from: Date.UTC(2027, 0, 1) / 1000 },
    ]);
  });

  test.each([
    '0',
    '1',
    '4',
    '7',
    '240 4@2026-12-01',
    '1441',
    '-60',
    '4h',
    '240@2026-12-01',
    '240 360',
    '240 360@2026-02-30',
    '240 360@2026-12-01 60@2026-12-01',
    '240 360@2026-12-01 60@2026-11-01',
    '240 7@2026-12-01',
    '240,360@2026-12-01',
  ])('rejects %s', (text) => {
    expect(periodsSchema.safeParse(text).success).toBe(false);
  });
});
