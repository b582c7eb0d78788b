import { expect, test } from 'vitest';
import { concurrently } from '../../shared/async/concurrently.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number;
}
const limits = { concurrency: 3, milliseconds: 60_000 };

test('processes every item, with at most `concurrency` at once', async () => {
  let active = 0;
  let maximum = 0;
  const done: number[] = [];
  await concurrently(numbers(10), limits, async (number) => {
    maximum = Math.max(maximum, ++active);
    await new Promise(setImmediate);
    active--;
    done.push(number);
  });
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(maximum).toBe(3);
});

test('starts nothing new after a failure, and throws it after the started items have finished', async () => {
  const finished: number[] = [];
  const work = concurrently(numbers(100), limits, async (number) => {
    if (number === 1) throw new Error('failure');
    await new Promise(setImmediate);
    finished.push(number);
  });
  await expect(work).rejects.toThrow('failure');
  expect(finished.length).toBeLessThan(5);
  expect(finished).toContain(0);
});

test('starts nothing new after its time limit', async () => {
  let started = 0;
  await concurrently(numbers(100), { concurrency: 1, milliseconds: -1 }, async () => void started++);
  expect(started).toBe(0);
});
