import { expect, test } from 'vitest';
import { concurrently } from '../shared/concurrently.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number;
}
const patient = { atOnce: 3, milliseconds: 60_000 };

test('does everything, never more at once than allowed', async () => {
  let now = 0;
  let most = 0;
  const done: number[] = [];
  await concurrently(numbers(10), patient, async (number) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
    done.push(number);
  });
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBe(3);
});

test('begins nothing new after a failure, and throws it when the rest has ended', async () => {
  const ended: number[] = [];
  const work = concurrently(numbers(100), patient, async (number) => {
    if (number === 1) throw new Error('no');
    await new Promise(setImmediate);
    ended.push(number);
  });
  await expect(work).rejects.toThrow('no');
  expect(ended.length).toBeLessThan(5);
  expect(ended).toContain(0);
});

test('begins nothing new when its time is over', async () => {
  let begun = 0;
  await concurrently(numbers(100), { atOnce: 1, milliseconds: -1 }, async () => void begun++);
  expect(begun).toBe(0);
});
