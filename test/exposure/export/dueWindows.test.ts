import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueWindows } from '../../../shared/exposure/export/dueWindows.ts';
import { retentionSeconds } from '../../../shared/exposure/export/manifest.ts';
import { windowAt } from '../../../shared/exposure/window.ts';

const day = 86_400;
const seconds = fc.constantFrom(300, 3600, 14_400, 21_600, day);
const today = 20_000 * day;

/** A period, and optionally another one from some midnight. */
const periods = fc
  .record({
    first: seconds,
    change: fc.option(fc.record({ seconds, days: fc.integer({ min: -20, max: 5 }) })),
  })
  .map(({ first, change }) => [
    { seconds: first, from: 0 },
    ...(change ? [{ seconds: change.seconds, from: today + change.days * day }] : []),
  ]);
/** Any time, boundaries included. */
const times = fc.oneof(
  fc.integer({ min: 0, max: 2 * day }).map((after) => today + after),
  fc
    .tuple(fc.nat(48), fc.constantFrom(-1, 0, 1, 899, 900, 901))
    .map(([hour, after]) => today + hour * 3600 + after),
);

test('due windows are all closed and settled windows of two weeks, each once', () => {
  fc.assert(
    fc.property(periods, times, fc.constantFrom(60, 900, 7200), (exportPeriods, now, settleSeconds) => {
      const due = dueWindows(now, { exportPeriods, settleSeconds });
      for (const [index, window] of due.entries()) {
        expect(windowAt(window.start, exportPeriods)).toEqual(window);
        expect(window.end + settleSeconds).toBeLessThanOrEqual(now);
        expect(window.end).toBeGreaterThan(now - retentionSeconds);
        if (index > 0) expect(window.start).toBe(due[index - 1]?.end);
      }
      // No window is missing at either end.
      const last = due.at(-1);
      if (last) expect(windowAt(last.end, exportPeriods).end + settleSeconds).toBeGreaterThan(now);
      const first = due[0];
      if (first)
        expect(windowAt(first.start - 1, exportPeriods).end).toBeLessThanOrEqual(now - retentionSeconds);
      expect(due.length).toBeGreaterThan(0);
    }),
  );
});
