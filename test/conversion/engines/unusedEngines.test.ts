import { expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import type { EnginePool } from '../../../shared/conversion/engines/enginePool.ts';
import { never, until } from '../sample.ts';
import { pools } from './pools.ts';
import { Scripted, task, textOf } from './scriptedEngine.ts';

const { poolOf } = pools();
const statesOf = (pool: EnginePool) => pool.views().map(({ state }) => state);
const idleMilliseconds = 1;
/** Timers fire in the order of their times, so those of engines that are idle already have fired. */
const idleTimersFired = () => new Promise((fired) => setTimeout(fired, idleMilliseconds + 1));

/** An engine whose jobs run until they are released. */
function holding() {
  const engine = new Scripted();
  const held: (() => void)[] = [];
  engine.convert = (text) => new Promise((resolve) => held.push(() => resolve(Buffer.from(text))));
  return { engine, held };
}

it('further engines start while jobs wait and stop when they are unused, which is no fault', async () => {
  const { engine, held } = holding();
  const ends: unknown[] = [];
  const pool = poolOf(engine, {
    count: 2,
    kept: 1,
    idleMilliseconds,
    log: (level, _message, fields) => {
      if (fields?.reason) ends.push([level, fields.reason]);
    },
  });
  await pool.warm();
  const alone = pool.run(task('a'), never);
  await until(() => held.length === 1);
  expect(engine.starts).toBe(1);
  const others = ['b', 'c'].map((text) => pool.run(task(text), never));
  await until(() => held.length === 2);
  expect(statesOf(pool)).toEqual(['busy', 'busy']);
  for (const release of held.splice(0)) release();
  await until(() => held.length === 1);
  held[0]?.();
  await Promise.all([alone, ...others]);
  await until(() => pool.views().length === 1);
  await idleTimersFired();
  expect([statesOf(pool), engine.starts, ends]).toEqual([['warm'], 2, [['debug', 'unused']]]);
  await pool.close();
});

it('an engine that jobs use again stays', async () => {
  const engine = new Scripted();
  const pool = poolOf(engine, { kept: 0 });
  for (let job = 0; job < 3; job++) await pool.run(task('a'), never);
  expect([statesOf(pool), engine.starts]).toEqual([['warm'], 1]);
  await pool.close();
});

it('a pool that keeps no engine warm starts one to show that it is ready, and one for the next job', async () => {
  const engine = new Scripted();
  const pool = poolOf(engine, { kept: 0, idleMilliseconds });
  await pool.warm();
  await until(() => pool.views().length === 0);
  expect([engine.starts, pool.isReady()]).toEqual([1, true]);
  expect(textOf((await pool.run(task('a'), never)).files)).toBe('\0');
  expect(engine.starts).toBe(2);
  await pool.close();
});

it('jobs that arrive while an unused engine stops get another one', async () => {
  const engine = new Scripted();
  const ended = Promise.withResolvers<void>();
  engine.killed = ended.promise;
  let job: Promise<unknown> | undefined;
  const pool = poolOf(engine, {
    kept: 0,
    idleMilliseconds,
    log: (_level, _message, fields) => {
      if (fields?.reason === 'unused') job ??= pool.run(task('at that moment'), never);
    },
  });
  await pool.warm();
  await until(() => job !== undefined);
  await job;
  await pool.run(task('before its process has ended'), never);
  expect(engine.starts).toBeGreaterThanOrEqual(2);
  ended.resolve();
  await pool.close();
});

it.each([
  ['libreoffice', undefined],
  ['soffice', '/usr/bin/soffice'],
])('a converter keeps %s and a toolbox warm, and is ready without the others', async (office, soffice) => {
  const kinds = ['libreoffice', 'soffice', 'chromium', 'toolbox'];
  const converter = createConverter({
    engines: 2,
    warmEngines: 1,
    warmBrowsers: 0,
    idleSeconds: idleMilliseconds / 1000,
    soffice,
    kinds: Object.fromEntries(kinds.map((kind) => [kind, new Scripted(kind)])),
    log: () => undefined,
  });
  expect(converter.unready().toSorted()).toEqual([office, 'chromium', 'toolbox'].toSorted());
  await converter.warm();
  await until(() => converter.engines().length === 2);
  expect(converter.engines().map(({ kind, state }) => [kind, state])).toEqual([
    [office, 'warm'],
    ['toolbox', 'warm'],
  ]);
  expect(converter.unready()).toEqual([]);
  await converter.close();
});
