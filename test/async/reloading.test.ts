import { beforeEach, expect, test } from 'vitest';
import { reloading, reloadingPerServices } from '../../shared/async/reloading.ts';
import { TestClock } from '../harness/services.ts';

let clock: TestClock;
let loads: PromiseWithResolvers<string>[];
beforeEach(() => {
  clock = new TestClock();
  loads = [];
});

/** A load that the test completes. */
function load(): Promise<string> {
  const pending = Promise.withResolvers<string>();
  loads.push(pending);
  return pending.promise;
}

test('a value is loaded at its first use and reloaded when it has expired', async () => {
  const value = reloading(load, { seconds: 5, clock });
  expect(loads).toHaveLength(0);
  const first = value();
  loads[0]?.resolve('first');
  expect(await first).toBe('first');
  clock.advance({ seconds: 4.999 });
  expect(await value()).toBe('first');
  expect(loads).toHaveLength(1);
  clock.advance({ seconds: 0.001 });
  const second = value();
  loads[1]?.resolve('second');
  expect(await second).toBe('second');
});

test('concurrent callers share one load', async () => {
  const value = reloading(load, { seconds: 5, clock });
  const callers = [value(), value(), value()];
  expect(loads).toHaveLength(1);
  loads[0]?.resolve('shared');
  expect(await Promise.all(callers)).toEqual(['shared', 'shared', 'shared']);
});

test('a failed load rejects for its callers, and the next caller retries it', async () => {
  const value = reloading(load, { seconds: 5, clock });
  const callers = [value(), value()];
  loads[0]?.reject(new Error('unavailable'));
  for (const caller of callers) await expect(caller).rejects.toThrow('unavailable');
  const next = value();
  loads[1]?.resolve('loaded');
  expect(await next).toBe('loaded');
  expect(await value()).toBe('loaded');
  expect(loads).toHaveLength(2);
});

test('an older load that fails late does not discard a newer value', async () => {
  const value = reloading(load, { seconds: 5, clock });
  const old = value();
  clock.advance({ seconds: 5 });
  const current = value();
  loads[1]?.resolve('current');
  expect(await current).toBe('current');
  loads[0]?.reject(new Error('late'));
  await expect(old).rejects.toThrow('late');
  expect(await value()).toBe('current');
  expect(loads).toHaveLength(2);
});

test('each services object has its own value and clock', async () => {
  const one = { name: 'one', clock };
  const other = { name: 'other', clock: new TestClock() };
  const names: string[] = [];
  const value = reloadingPerServices(
    async ({ name }: typeof one) => {
      names.push(name);
      return name;
    },
    { seconds: 5 },
  );
  expect([await value(one), await value(other), await value(one)]).toEqual(['one', 'other', 'one']);
  other.clock.advance({ seconds: 5 });
  expect([await value(one), await value(other)]).toEqual(['one', 'other']);
  expect(names).toEqual(['one', 'other', 'other']);
});
