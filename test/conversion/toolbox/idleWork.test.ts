import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countResults } from '../../../shared/conversion/toolbox/countResults.ts';
import { IdleWork } from '../../../shared/conversion/toolbox/idleWork.ts';
import { operations } from '../../../shared/conversion/toolbox/operations.ts';
import { warmUps } from '../../../shared/conversion/toolbox/warmUps.ts';

describe('idle work', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('begins after the pause, and goes on after a piece that fails', async () => {
    const done: string[] = [];
    const piece = (name: string) => async () => void done.push(name);
    const failing = async () => {
      throw new Error('It broke.');
    };
    const work = new IdleWork([piece('a'), failing, piece('b')], 1_000);
    work.start();
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual([]);
    await vi.runAllTimersAsync();
    expect(done).toEqual(['a', 'b']);
    work.start();
    await vi.runAllTimersAsync();
    expect(done).toEqual(['a', 'b']);
  });

  it('begins no piece while a task runs', async () => {
    const done: string[] = [];
    const first = Promise.withResolvers<void>();
    const work = new IdleWork([() => first.promise, async () => void done.push('second')], 1_000);
    work.start();
    work.stop();
    await vi.runAllTimersAsync();
    work.start();
    await vi.advanceTimersByTimeAsync(1_000);
    // A task begins while the first piece runs.
    work.stop();
    first.resolve();
    await vi.runAllTimersAsync();
    expect(done).toEqual([]);
    work.start();
    await vi.runAllTimersAsync();
    expect(done).toEqual(['second']);
  });
});

it.each(warmUps)('the warm-up task $operation succeeds', async ({ operation, files, options = {} }) => {
  const run = await operations[operation]?.();
  const result = await run?.({ operation, files, options, resources: [] });
  expect((await countResults(result ?? { files: [] })).files).toHaveLength(1);
});
