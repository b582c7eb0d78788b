import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalAt } from '../../shared/exposure/interval.ts';
import { PublishError } from '../../shared/exposure/publishAnswer.ts';
import { mostKeys, type PublishedKey, publishRequestSchema } from '../../shared/exposure/publishRequest.ts';
import { checkKeys, publishedWindow, type Report } from '../../shared/exposure/publishRules.ts';
import { windowAt } from '../../shared/exposure/window.ts';

const now = Date.UTC(2026, 10, 21, 10, 15) / 1000;
const current = intervalAt(now);
const today = Math.floor(current / 144) * 144;
const periods = [{ seconds: 14_400, from: 0 }];
const report: Report = { reportType: 'confirmed', onsets: [], usualOnsetDays: null };

const keyOf = (change: Partial<PublishedKey> = {}): PublishedKey => ({
  key: randomBytes(16).toString('base64'),
  rollingStartNumber: today - 144,
  rollingPeriod: 144,
  transmissionRisk: 0,
  ...change,
});
const check = (keys: PublishedKey[], change: Partial<Report> = {}) =>
  checkKeys(keys, { ...report, ...change }, now, periods);
const daysAgo = (days: number) => ({ rollingStartNumber: today - 144 * days });
const refusal = (keys: PublishedKey[]) => {
  try {
    check(keys);
    return undefined;
  } catch (error) {
    return error instanceof PublishError ? `${error.code}: ${error.message}` : error;
  }
};

describe('a publish', () => {
  test('has 1 to 30 keys', () => {
    const keys = Array.from({ length: mostKeys }, (_, index) =>
      keyOf({ rollingStartNumber: current - 30 + index, rollingPeriod: 1 }),
    );
    expect(refusal([])).toBe('bad_request: no exposure keys in publish request');
    expect(check(keys).keys).toHaveLength(30);
  });

  test('of more keys is refused before any of them is looked at', () => {
    const keys = Array.from({ length: mostKeys + 1 }, () => keyOf({}));
    const schema = publishRequestSchema;
    expect(schema.safeParse({ temporaryExposureKeys: keys.slice(1) }).success).toBe(true);
    let looked = 0;
    const watched = keys.map(
      (key) =>
        new Proxy(key, {
          get(_, name) {
            looked++;
            return Reflect.get(key, name);
          },
        }),
    );
    expect(schema.safeParse({ temporaryExposureKeys: watched.slice(1) }).success).toBe(true);
    expect(looked).toBeGreaterThan(0);
    looked = 0;
    const { error } = schema.safeParse({ temporaryExposureKeys: watched });
    expect(error?.issues).toMatchObject([{ path: ['temporaryExposureKeys'] }]);
    expect(looked).toBe(0);
  });

  test('has at most 3 keys that begin together', () => {
    const keys = Array.from({ length: 4 }, (_, index) => keyOf({ rollingPeriod: 10 + index }));
    expect(check(keys.slice(1)).keys).toHaveLength(3);
    expect(refusal(keys)).toContain('too many overlapping keys');
  });

  test('has no other keys that overlap', () => {
    const first = keyOf({ rollingPeriod: 100 });
    const next = (offset: number) => keyOf({ rollingStartNumber: today - 144 + offset, rollingPeriod: 10 });
    expect(check([next(100), first]).keys).toHaveLength(2);
    expect(refusal([next(99), first])).toContain('overlapping intervals');
    // The longest of those that begin together counts.
    expect(refusal([keyOf({ rollingPeriod: 50 }), first, keyOf({ rollingPeriod: 20 }), next(60)])).toContain(
      'overlapping',
    );
  });
});

describe('a key that breaks a rule is dropped, and the rest is taken:', () => {
  test.each<[string, Partial<PublishedKey>, boolean]>([
    ['15 bytes', { key: randomBytes(15).toString('base64') }, false],
    ['17 bytes', { key: randomBytes(17).toString('base64') }, false],
    ['no bytes', { key: '' }, false],
    ['no base64', { key: '*'.repeat(24) }, false],
    ['a base64 with a newline', { key: `${randomBytes(16).toString('base64')}\n` }, false],
    ['a base64 that ends in the middle', { key: 'AAAAA' }, false],
    [
      'so much padding that nobody may look for its end from each of its characters',
      { key: `${'='.repeat(1_000_000)}!` },
      false,
    ],
    ['a URL-safe base64', { key: Buffer.alloc(16, 0xff).toString('base64url') }, true],
    ['a base64 without padding', { key: randomBytes(16).toString('base64').replace('==', '') }, true],
    ['a period of 0', { rollingPeriod: 0 }, false],
    ['a period of 1', { rollingPeriod: 1 }, true],
    ['a period of 144', { rollingPeriod: 144 }, true],
    ['a period of 145', { rollingPeriod: 145 }, false],
    ['a negative period', { rollingPeriod: -1 }, false],
    ['an end 15 days ago', { rollingStartNumber: current - 2160 - 10, rollingPeriod: 11 }, true],
    ['an end more than 15 days ago', { rollingStartNumber: current - 2160 - 10, rollingPeriod: 10 }, false],
    ['a start now', { rollingStartNumber: current }, true],
    ['a start in the future', { rollingStartNumber: current + 1 }, false],
    ['a start before time', { rollingStartNumber: -1 }, false],
    ['a risk of 8', { transmissionRisk: 8 }, true],
    ['a risk of 9', { transmissionRisk: 9 }, false],
    ['a risk below 0', { transmissionRisk: -1 }, false],
  ])('%s', (_, change, good) => {
    const other = keyOf(daysAgo(5));
    const { keys, errors } = check([other, keyOf(change)]);
    expect(keys).toHaveLength(good ? 2 : 1);
    expect(keys[0]?.id).toBe(Buffer.from(other.key, 'base64').toString('hex'));
    expect(errors).toHaveLength(good ? 0 : 1);
    if (!good) expect(errors[0]).toMatch(/^key 1 cannot be imported: /);
  });

  test('the same key twice', () => {
    const key = keyOf();
    expect(check([key, key])).toMatchObject({
      keys: [{ index: 0 }],
      errors: [expect.stringContaining('key 1')],
    });
  });

  test('a publish of which every key is bad is refused', () => {
    expect(refusal([keyOf({ key: '?' }), keyOf({ rollingPeriod: 0 })])).toMatch(
      /^bad_request: .*key 0.*key 1/,
    );
  });
});

describe('the onset of symptoms', () => {
  const onset = (days: number) => today - 144 * days;

  test('gives each key its days since then', () => {
    const { keys, onsetDaysAgo } = check([keyOf(daysAgo(1)), keyOf(daysAgo(9))], { onsets: [onset(5) + 77] });
    expect(keys.map(({ daysSinceOnset }) => daysSinceOnset)).toEqual([4, -4]);
    expect(onsetDaysAgo).toBe(5);
  });

  test('more than 14 days from a key leaves it out with a warning', () => {
    const keys = [keyOf(daysAgo(1)), keyOf(daysAgo(2)), keyOf(daysAgo(15))];
    const checked = check(keys, { onsets: [onset(16)] });
    expect(checked.keys.map(({ daysSinceOnset }) => daysSinceOnset)).toEqual([14, 1]);
    expect(checked.warnings).toEqual([expect.stringContaining('key 0 symptom onset is too large')]);
    expect(checked.errors).toEqual([]);
  });

  test('too far from every key leaves all of them out, without an error', () => {
    expect(check([keyOf(daysAgo(1))], { onsets: [onset(20)] })).toMatchObject({ keys: [], errors: [] });
  });

  test.each([
    ['28 days ago counts', [onset(28)], 28],
    ['29 days ago is ignored', [onset(28) - 1], undefined],
    ['in the future is ignored', [current], undefined],
    ['of the request comes before that of the certificate', [onset(3), onset(5)], 3],
    ['that is ignored leaves the one of the certificate', [onset(40), onset(5)], 5],
  ])('%s', (_, onsets, days) => {
    expect(check([keyOf(daysAgo(14))], { onsets }).onsetDaysAgo).toBe(days);
  });

  test('that nobody names is assumed, if the health authority wants that', () => {
    expect(check([keyOf(daysAgo(6))], { usualOnsetDays: 4 })).toMatchObject({
      keys: [{ daysSinceOnset: -2 }],
    });
    expect(check([keyOf(daysAgo(6))]).keys[0]).not.toHaveProperty('daysSinceOnset');
  });
});

test('a risk that is not named is the usual one of the report', () => {
  const risk = (reportType: Report['reportType'], transmissionRisk: number) =>
    check([keyOf({ transmissionRisk })], { reportType }).keys[0]?.transmissionRisk;
  expect([risk('confirmed', 0), risk('likely', 0), risk('user-report', 0), risk('negative', 0)]).toEqual([
    2, 4, 5, 6,
  ]);
  expect(risk('confirmed', 7)).toBe(7);
});

describe('any publish', () => {
  const anyKey = fc.record({
    key: fc.oneof(
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.string(),
    ),
    rollingStartNumber: fc.oneof(fc.integer({ min: current - 2400, max: current + 200 }), fc.integer()),
    rollingPeriod: fc.integer({ min: -2, max: 200 }),
    transmissionRisk: fc.integer({ min: -2, max: 10 }),
  });
  const anyReport = fc.record({
    reportType: fc.constantFrom('confirmed', 'likely', 'user-report', 'negative' as const),
    onsets: fc.array(fc.integer({ min: current - 5000, max: current + 10 }), { maxLength: 2 }),
    usualOnsetDays: fc.option(fc.integer({ min: 0, max: 14 })),
  }) as fc.Arbitrary<Report>;

  test('gives keys that phones take, and tells of each one that it drops', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 30 }), anyReport, (keys, told) => {
        let checked: ReturnType<typeof checkKeys>;
        try {
          checked = checkKeys(keys, told, now, periods);
        } catch (error) {
          expect(error).toBeInstanceOf(PublishError);
          return;
        }
        expect(checked.keys.length + checked.errors.length + checked.warnings.length).toBe(keys.length);
        for (const key of checked.keys) {
          expect(key.id).toMatch(/^[0-9a-f]{32}$/);
          expect(key.rollingPeriod).toBeGreaterThanOrEqual(1);
          expect(key.rollingPeriod).toBeLessThanOrEqual(144);
          expect(Math.abs(key.daysSinceOnset ?? 0)).toBeLessThanOrEqual(14);
          expect(key.transmissionRisk).toBeGreaterThanOrEqual(0);
          expect(key.transmissionRisk).toBeLessThanOrEqual(8);
        }
        for (const one of checked.keys)
          for (const other of checked.keys)
            if (one.rollingStart < other.rollingStart)
              expect(one.rollingStart + one.rollingPeriod).toBeLessThanOrEqual(other.rollingStart);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the window of a key', () => {
  const divisors = [1, 10, 60, 240, 360, 720, 1440];
  test('is never exported before two hours after its end, nor before it was received', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: now - 86_400, max: now + 86_400 }),
        fc.integer({ min: current - 2160, max: current }),
        fc.integer({ min: 1, max: 144 }),
        fc.constantFrom(...divisors),
        (received, rollingStartNumber, rollingPeriod, minutes) => {
          const cut = [
            { seconds: 14_400, from: 0 },
            { seconds: minutes * 60, from: Math.floor(now / 86_400) * 86_400 },
          ];
          const window = publishedWindow({ rollingStartNumber, rollingPeriod }, received, cut);
          const { end } = windowAt(window, cut);
          expect(end).toBeGreaterThan((rollingStartNumber + rollingPeriod) * 600 + 7200);
          expect(end).toBeGreaterThan(received);
          expect(windowAt(window, cut).start).toBe(window);
        },
      ),
    );
  });

  test('is the present one for a key that ended two hours ago, to the second', () => {
    const key = { rollingStartNumber: today - 144, rollingPeriod: 144 + 0 };
    const end = today * 600;
    const hours = [{ seconds: 3600, from: 0 }];
    expect(publishedWindow(key, end + 7199, hours)).toBe(end + 7200);
    expect(publishedWindow(key, end + 7200, hours)).toBe(end + 7200);
    expect(publishedWindow(key, end + 10_800, hours)).toBe(end + 10_800);
  });

  test('of a key that is still broadcast is a later one', () => {
    const { keys } = check([keyOf({ rollingStartNumber: today })]);
    expect(keys[0]?.window).toBe(windowAt((today + 144) * 600 + 7200, periods).start);
  });
});
