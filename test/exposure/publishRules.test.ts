import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../shared/exposure/base64.ts';
import { intervalAt } from '../../shared/exposure/interval.ts';
import { PublishError } from '../../shared/exposure/publishAnswer.ts';
import {
  maximumKeys,
  type PublishedKey,
  publishRequestSchema,
} from '../../shared/exposure/publishRequest.ts';
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
    const keys = Array.from({ length: maximumKeys }, (_, index) =>
      keyOf({ rollingStartNumber: current - 30 + index, rollingPeriod: 1 }),
    );
    expect(refusal([])).toBe('bad_request: no exposure keys in publish request');
    expect(check(keys).keys).toHaveLength(30);
  });

  test('with more than 30 keys is rejected before any key is read', () => {
    const keys = Array.from({ length: maximumKeys + 1 }, () => keyOf({}));
    const schema = publishRequestSchema;
    expect(schema.safeParse({ temporaryExposureKeys: keys.slice(1) }).success).toBe(true);
    let reads = 0;
    const watched = keys.map(
      (key) =>
        new Proxy(key, {
          get(_, name) {
            reads++;
            return Reflect.get(key, name);
          },
        }),
    );
    expect(schema.safeParse({ temporaryExposureKeys: watched.slice(1) }).success).toBe(true);
    expect(reads).toBeGreaterThan(0);
    reads = 0;
    const { error } = schema.safeParse({ temporaryExposureKeys: watched });
    expect(error?.issues).toMatchObject([{ path: ['temporaryExposureKeys'] }]);
    expect(reads).toBe(0);
  });

  test('has at most 3 keys with the same start', () => {
    const keys = Array.from({ length: 4 }, (_, index) => keyOf({ rollingPeriod: 10 + index }));
    expect(check(keys.slice(1)).keys).toHaveLength(3);
    expect(refusal(keys)).toContain('too many overlapping keys');
  });

  test('has no other overlapping keys', () => {
    const first = keyOf({ rollingPeriod: 100 });
    const next = (offset: number) => keyOf({ rollingStartNumber: today - 144 + offset, rollingPeriod: 10 });
    expect(check([next(100), first]).keys).toHaveLength(2);
    expect(refusal([next(99), first])).toContain('overlapping intervals');
    // The longest of the keys with the same start is compared.
    expect(refusal([keyOf({ rollingPeriod: 50 }), first, keyOf({ rollingPeriod: 20 }), next(60)])).toContain(
      'overlapping',
    );
  });
});

describe('drops only the invalid keys:', () => {
  test.each<[string, Partial<PublishedKey>, boolean]>([
    ['15 bytes', { key: randomBytes(15).toString('base64') }, false],
    ['17 bytes', { key: randomBytes(17).toString('base64') }, false],
    ['an empty key', { key: '' }, false],
    ['a key that is not base64', { key: '*'.repeat(24) }, false],
    ['base64 with a newline', { key: `${randomBytes(16).toString('base64')}\n` }, false],
    ['truncated base64', { key: 'AAAAA' }, false],
    ['a million padding characters, in linear time', { key: `${'='.repeat(1_000_000)}!` }, false],
    ['URL-safe base64', { key: Buffer.alloc(16, 0xff).toString('base64url') }, true],
    ['base64 without padding', { key: randomBytes(16).toString('base64').replace('==', '') }, true],
    ['a period of 0', { rollingPeriod: 0 }, false],
    ['a period of 1', { rollingPeriod: 1 }, true],
    ['a period of 144', { rollingPeriod: 144 }, true],
    ['a period of 145', { rollingPeriod: 145 }, false],
    ['a negative period', { rollingPeriod: -1 }, false],
    ['an end 15 days ago', { rollingStartNumber: current - 2160 - 10, rollingPeriod: 10 }, true],
    ['an end more than 15 days ago', { rollingStartNumber: current - 2160 - 10, rollingPeriod: 9 }, false],
    ['a start 16 days ago', { rollingStartNumber: current - 2160 - 144, rollingPeriod: 144 }, true],
    ['a start now', { rollingStartNumber: current }, true],
    ['a start in the future', { rollingStartNumber: current + 1 }, false],
    ['a negative start', { rollingStartNumber: -1 }, false],
    ['a risk of 8', { transmissionRisk: 8 }, true],
    ['a risk of 9', { transmissionRisk: 9 }, false],
    ['a negative risk', { transmissionRisk: -1 }, false],
  ])('%s', (_, change, valid) => {
    const other = keyOf(daysAgo(5));
    const { keys, errors } = check([other, keyOf(change)]);
    expect(keys).toHaveLength(valid ? 2 : 1);
    expect(keys[0]?.id).toBe(Buffer.from(other.key, 'base64').toString('hex'));
    expect(errors).toHaveLength(valid ? 0 : 1);
    if (!valid) expect(errors[0]).toMatch(/^key 1 cannot be imported: /);
  });

  test('a publish without a valid key is rejected', () => {
    expect(refusal([keyOf({ key: '?' }), keyOf({ rollingPeriod: 0 })])).toMatch(
      /^bad_request: .*key 0.*key 1/,
    );
  });
});

describe('the same key twice', () => {
  const key = keyOf();

  test('is stored once, without an error or a warning', () => {
    const unpadded = { ...key, key: key.key.replace(/=+$/, '') };
    expect(check([key, keyOf(daysAgo(3)), unpadded, key, key])).toMatchObject({
      keys: [{ index: 0 }, { index: 1 }],
      errors: [],
      warnings: [],
    });
  });

  test.each([{ rollingPeriod: 143 }, { rollingStartNumber: today - 288 }, { transmissionRisk: 3 }])(
    'with other values is stored with the first ones, and with a warning: %o',
    (change) => {
      expect(check([key, { ...key, ...change }])).toMatchObject({
        keys: [{ index: 0, rollingPeriod: 144, rollingStart: today - 144, transmissionRisk: 2 }],
        errors: [],
        warnings: [expect.stringMatching(/^key 1 repeats an earlier key/)],
      });
    },
  );
});

describe('the onset of symptoms', () => {
  const onset = (days: number) => today - 144 * days;

  test('determines daysSinceOnset of each key', () => {
    const { keys, onsetDaysAgo } = check([keyOf(daysAgo(1)), keyOf(daysAgo(9))], { onsets: [onset(5) + 77] });
    expect(keys.map(({ daysSinceOnset }) => daysSinceOnset)).toEqual([4, -4]);
    expect(onsetDaysAgo).toBe(5);
  });

  test('skips a key more than 14 days away, with a warning', () => {
    const keys = [keyOf(daysAgo(1)), keyOf(daysAgo(2)), keyOf(daysAgo(15))];
    const checked = check(keys, { onsets: [onset(16)] });
    expect(checked.keys.map(({ daysSinceOnset }) => daysSinceOnset)).toEqual([14, 1]);
    expect(checked.warnings).toEqual([expect.stringContaining('key 0 symptom onset is too large')]);
    expect(checked.errors).toEqual([]);
  });

  test('too far from every key skips all of them without an error', () => {
    expect(check([keyOf(daysAgo(1))], { onsets: [onset(20)] })).toMatchObject({ keys: [], errors: [] });
  });

  test.each([
    ['28 days ago is used', [onset(28)], 28],
    ['29 days ago is ignored', [onset(28) - 1], undefined],
    ['in the future is ignored', [current], undefined],
    ['of the request takes precedence over that of the certificate', [onset(3), onset(5)], 3],
    ['of the certificate is used if that of the request is ignored', [onset(40), onset(5)], 5],
  ])('%s', (_, onsets, days) => {
    expect(check([keyOf(daysAgo(14))], { onsets }).onsetDaysAgo).toBe(days);
  });

  test('is assumed if it is not stated and usualOnsetDays is set', () => {
    expect(check([keyOf(daysAgo(6))], { usualOnsetDays: 4 })).toMatchObject({
      keys: [{ daysSinceOnset: -2 }],
    });
    expect(check([keyOf(daysAgo(6))]).keys[0]).not.toHaveProperty('daysSinceOnset');
  });
});

test('replaces risk 0 by the default of the report type', () => {
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

  test('yields keys that phones accept, and an error or warning for each other key', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 30 }), anyReport, (keys, report) => {
        let checked: ReturnType<typeof checkKeys>;
        try {
          checked = checkKeys(keys, report, now, periods);
        } catch (error) {
          expect(error).toBeInstanceOf(PublishError);
          return;
        }
        const unique = new Set(
          keys.map((key) => JSON.stringify([decodeBase64(key.key)?.toString('hex'), key])),
        );
        const seen = checked.keys.length + checked.errors.length + checked.warnings.length;
        expect(seen).toBeLessThanOrEqual(keys.length);
        expect(seen).toBeGreaterThanOrEqual(unique.size);
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
  test('ends more than two hours after the end of the key and after its receipt', () => {
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

  test('is the current one for a key that ended at least two hours ago, to the second', () => {
    const key = { rollingStartNumber: today - 144, rollingPeriod: 144 + 0 };
    const end = today * 600;
    const hours = [{ seconds: 3600, from: 0 }];
    expect(publishedWindow(key, end + 7199, hours)).toBe(end + 7200);
    expect(publishedWindow(key, end + 7200, hours)).toBe(end + 7200);
    expect(publishedWindow(key, end + 10_800, hours)).toBe(end + 10_800);
  });

  test('is a later one for a key that is still broadcast', () => {
    const { keys } = check([keyOf({ rollingStartNumber: today })]);
    expect(keys[0]?.window).toBe(windowAt((today + 144) * 600 + 7200, periods).start);
  });
});
