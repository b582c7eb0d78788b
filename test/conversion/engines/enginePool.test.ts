import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EngineStalled } from '../../../shared/conversion/engines/engine.ts';
import { EngineTime } from '../../../shared/conversion/engines/engineTime.ts';
import { never, until } from '../sample.ts';
import { pools } from './pools.ts';
import { Scripted, task, textOf } from './scriptedEngine.ts';

const { parent, poolOf } = pools();

describe('a job', () => {
  it('is not blamed for a crash while the disk of the engines is full', async () => {
    const engine = new Scripted();
    engine.convert = () => Promise.reject(new Error('A file could not be written.'));
    const full = poolOf(engine, { reservedDiskBytes: Number.POSITIVE_INFINITY });
    await expect(full.run(task('a'), never)).rejects.toMatchObject({ code: 'storage_full', retryable: true });
    await full.close();
    const withSpace = poolOf(engine);
    await expect(withSpace.run(task('a'), never)).rejects.toMatchObject({ code: 'cannot_be_processed' });
    await withSpace.close();
  });

  it('is not blamed for a file that the worker cannot write for its engine', async () => {
    const engine = new Scripted();
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    engine.convert = () => Promise.reject(full);
    const pool = poolOf(engine);
    await expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'storage_full', cause: full });
    await pool.close();
  });

  it('fails when no engine starts, and the next job retries the start', async () => {
    const engine = new Scripted();
    engine.startFails = (start) => start <= 5;
    const pool = poolOf(engine);
    await expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(pool.run(task('b'), never)).resolves.toBeDefined();
    await pool.close();
  });

  it('waits for the only engine that has started', async () => {
    const engine = new Scripted();
    const document = Promise.withResolvers<Uint8Array>();
    engine.startFails = (start) => start > 1;
    engine.convert = (text) => (text === 'long' ? document.promise : Promise.resolve(Buffer.from(text)));
    const pool = poolOf(engine, { count: 2 });
    const long = pool.run(task('long'), never);
    const waiting = pool.run(task('short'), never);
    await until(() => engine.starts >= 6 && pool.views().length === 1);
    document.resolve(Buffer.from('long'));
    expect(textOf((await long).files)).toBe('long');
    expect(textOf((await waiting).files)).toBe('short');
    await pool.close();
  });

  it('fails while the engine’s folder cannot be created, and succeeds once it can', async () => {
    const file = join(parent(), 'blocking');
    await writeFile(file, '');
    const pool = poolOf(new Scripted(), { workDirectory: async () => join(file, 'engines') });
    await expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'unavailable' });
    await rm(file);
    await expect(pool.run(task('b'), never)).resolves.toBeDefined();
    await pool.close();
  });

  it('that waits or runs fails when the pool closes, which removes all engine folders', async () => {
    const engine = new Scripted();
    engine.convert = () => new Promise(() => undefined);
    const folder = join(parent(), 'closing');
    const pool = poolOf(engine, { workDirectory: async () => folder });
    const jobs = [pool.run(task('a'), never), pool.run(task('b'), never)];
    const rejected = Promise.all(
      jobs.map((job) => expect(job).rejects.toMatchObject({ code: 'unavailable' })),
    );
    await until(() => pool.views().some(({ state }) => state === 'busy'));
    await pool.close();
    await rejected;
    expect(pool.views()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a pool', () => {
  it('is ready once an engine was warm, unless starts fail, and retries them without a job', async () => {
    const engine = new Scripted();
    let broken = true;
    engine.startFails = () => broken;
    engine.convert = () => Promise.reject(new Error('The engine crashes.'));
    const pool = poolOf(engine);
    const warm = () => pool.warm().catch(({ code }) => code);
    expect(pool.isReady()).toBe(false);
    expect(await warm()).toBe('unavailable');
    expect([pool.isReady(), pool.isFailing()]).toEqual([false, true]);

    broken = false;
    // The pool retries the start without a job.
    await until(() => pool.isReady());
    const starts = engine.starts;
    await expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'cannot_be_processed' });
    expect(engine.starts).toBeGreaterThan(starts);
    expect(pool.isReady()).toBe(true);

    broken = true;
    await expect(pool.run(task('b'), never)).rejects.toMatchObject({ code: 'unavailable' });
    expect([pool.isReady(), pool.isFailing()]).toEqual([false, true]);
    broken = false;
    await until(() => pool.isReady() && !pool.isFailing());
    await pool.close();
  });

  it('doubles its delay after each failed start, and closes without a delay', async () => {
    const engine = new Scripted();
    const starts: number[] = [];
    engine.startFails = () => starts.push(performance.now()) > 0;
    const pool = poolOf(engine);
    await expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'unavailable' });
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    // Timers can fire a millisecond early.
    for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThan(100 * 2 ** index - 2);
    await pool.close();
    expect(starts).toHaveLength(5);
  });
});

describe('the time budget of a conversion', () => {
  it('stays exhausted for its later tasks', async () => {
    const engine = new Scripted();
    const pool = poolOf(engine);
    const time = new EngineTime(60_000);
    await pool.run(task('a'), never, time);
    time.spend(59_990);
    engine.convert = () => new Promise(() => undefined);
    const timedOut = { code: 'timed_out', retryable: false };
    await expect(pool.run(task('endless'), never, time)).rejects.toMatchObject(timedOut);
    engine.convert = async () => Buffer.alloc(1);
    await expect(pool.run(task('c'), never, time)).rejects.toMatchObject(timedOut);
    await expect(pool.run(task('other conversion'), never)).resolves.toBeDefined();
    await pool.close();
  });

  it('counts time in an engine, and not the wait for one', async () => {
    const engine = new Scripted();
    engine.convert = async (text) => {
      if (text === 'long') await sleep(300);
      return Buffer.alloc(1);
    };
    const pool = poolOf(engine);
    const times = { long: new EngineTime(60_000), waiting: new EngineTime(60_000) };
    const start = performance.now();
    await Promise.all([pool.run(task('long'), never, times.long), pool.run(task('a'), never, times.waiting)]);
    expect(times.long.left()).toBeLessThan(60_000 - 250);
    expect(60_000 - times.waiting.left()).toBeLessThan(performance.now() - start - 250);
    await pool.close();
  });

  it('does not count the time of an engine that stalls', async () => {
    const engine = new Scripted();
    let stalls = 2;
    engine.convert = async () => {
      if (stalls-- <= 0) return Buffer.alloc(1);
      await sleep(300);
      throw new EngineStalled('The engine stalls.');
    };
    const pool = poolOf(engine);
    const time = new EngineTime(60_000);
    const start = performance.now();
    await pool.run(task('a'), never, time);
    expect(60_000 - time.left()).toBeLessThan(performance.now() - start - 550);
    await pool.close();
  });
});

it('an engine keeps no result in memory', async () => {
  const engine = new Scripted();
  const results: WeakRef<Uint8Array>[] = [];
  engine.convert = async () => {
    const bytes = new Uint8Array(1024);
    results.push(new WeakRef(bytes));
    return bytes;
  };
  const pool = poolOf(engine);
  for (let i = 0; i < 20; i++) await pool.run(task('a'), never);
  await collectGarbage();
  // The stack may still reference the last one.
  expect(results.slice(0, -1).filter((result) => result.deref())).toEqual([]);
  await pool.close();
});

async function collectGarbage(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  await new Promise((later) => setImmediate(later));
  runInNewContext('gc')();
}
