import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PublishError } from '../../shared/exposure/publishAnswer.ts';
import type { PublishedKey } from '../../shared/exposure/publishRequest.ts';
import { checkKeys } from '../../shared/exposure/publishRules.ts';

// The rules of the established publish API, written down a second time and independently of the app's code, by its source: a
// key lives in intervals of ten minutes, and days are UTC days.

const now = Date.UTC(2026, 10, 21, 10, 15) / 1000;
const current = Math.floor(now / 600);
const dayOf = (interval: number) => Math.floor(interval / 144);

type ReportType = 'confirmed' | 'likely' | 'user-report' | 'negative';
const usualRisk = { confirmed: 2, likely: 4, 'user-report': 5, negative: 6 } as const;

interface Expected {
  keys: { id: string; start: number; count: number; risk: number; days: number }[];
  errors: number[];
  warnings: number[];
  isRefused: boolean;
}

/** What becomes of a publish whose keys are all different. */
function established(published: PublishedKey[], reportType: ReportType, onsets: number[]): Expected {
  const isPlausible = (onset: number) => onset < current && onset >= (dayOf(current) - 28) * 144 && onset > 0;
  const onset = onsets.find(isPlausible) ?? current - 4 * 144;
  const result: Expected = { keys: [], errors: [], warnings: [], isRefused: false };
  published.forEach((key, index) => {
    const { rollingStartNumber: start, rollingPeriod: count, transmissionRisk: risk } = key;
    const isValid =
      Buffer.from(key.key, 'base64').length === 16 &&
      count > 0 &&
      count <= 144 &&
      start + count >= current - 15 * 144 &&
      start <= current &&
      risk >= 0 &&
      risk <= 8;
    const days = dayOf(start) - dayOf(onset);
    if (!isValid) result.errors.push(index);
    else if (days < -14 || days > 14) result.warnings.push(index);
    else
      result.keys.push({
        id: Buffer.from(key.key, 'base64').toString('hex'),
        start,
        count,
        risk: risk === 0 ? usualRisk[reportType] : risk,
        days,
      });
  });
  const overlaps = result.keys.some((one) =>
    result.keys.some((other) => one.start < other.start && other.start < one.start + one.count),
  );
  const sameStart = Map.groupBy(result.keys, ({ start }) => start);
  const isCrowded = [...sameStart.values()].some(({ length }) => length > 3);
  result.isRefused = overlaps || isCrowded || (result.keys.length === 0 && result.errors.length > 0);
  return result;
}

const numbersOf = (messages: readonly string[]) =>
  messages.map((message) => Number(/^key (\d+)/.exec(message)?.[1]));

function actual(published: PublishedKey[], reportType: ReportType, onsets: number[]): Expected {
  try {
    const { keys, errors, warnings } = checkKeys(published, { reportType, onsets, usualOnsetDays: 4 }, now, [
      { seconds: 14_400, from: 0 },
    ]);
    return {
      keys: keys.map((key) => ({
        id: key.id,
        start: key.rollingStart,
        count: key.rollingPeriod,
        risk: key.transmissionRisk,
        days: key.daysSinceOnset ?? Number.NaN,
      })),
      errors: numbersOf(errors),
      warnings: numbersOf(warnings),
      isRefused: false,
    };
  } catch (error) {
    expect(error).toBeInstanceOf(PublishError);
    return { keys: [], errors: [], warnings: numbersOf((error as PublishError).warnings), isRefused: true };
  }
}

/** Mostly whole days before today; some at every boundary of a rule. */
const start = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 17 }).map((days) => (dayOf(current) - days) * 144) },
  fc.integer({ min: current - 2400, max: current + 3 }),
);
const count = fc.oneof({ weight: 6, arbitrary: fc.constant(144) }, fc.integer({ min: -1, max: 146 }));
const risk = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: -1, max: 10 }));
const key = fc.record({
  key: fc.uint8Array({ minLength: 15, maxLength: 17 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  rollingStartNumber: start,
  rollingPeriod: count,
  transmissionRisk: risk,
});
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 16, selector: (each) => each.key });
const onset = fc.oneof(
  fc.constant(0),
  fc.integer({ min: current - 35 * 144, max: current + 144 }),
  fc.constantFrom(
    current,
    current - 1,
    (dayOf(current) - 28) * 144,
    (dayOf(current) - 28) * 144 - 1,
    2 ** 31 - 1,
  ),
);

test('publishes have the outcome that the established publish API gives them', () => {
  fc.assert(
    fc.property(
      keys,
      fc.constantFrom<ReportType>('confirmed', 'likely', 'user-report', 'negative'),
      fc.tuple(onset, onset),
      (published, reportType, onsets) => {
        const expected = established(published, reportType, onsets);
        const seen = actual(published, reportType, onsets);
        expect([seen.isRefused, seen.warnings]).toEqual([expected.isRefused, expected.warnings]);
        if (!expected.isRefused) expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 1000 },
  );
});
