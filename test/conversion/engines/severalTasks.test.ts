import { expect, it } from 'vitest';
import {
  type Engine,
  type EngineProcess,
  type EngineResult,
  EngineStalled,
  type EngineTask,
  TaskFailed,
} from '../../../shared/conversion/engines/engine.ts';
import { never, until } from '../sample.ts';
import { pools } from './pools.ts';

const { poolOf } = pools();
const task = (operation: string): EngineTask => ({ operation, files: [] });
const done: EngineResult = { files: [] };

/** An engine with three tasks at once, each of which a test ends. */
class Shared implements Engine {
  readonly kind = 'shared';
  readonly warmUp = task('warm up');
  readonly startMilliseconds = 10_000;
  readonly capacity = 3;
  readonly maximumTasks: number;
  starts = 0;
  readonly running: { operation: string; end: PromiseWithResolvers<EngineResult>; process: number }[] = [];

  constructor(maximumTasks = 1000) {
    this.maximumTasks = maximumTasks;
  }

  async start(): Promise<EngineProcess> {
    const process = ++this.starts;
    const gone = Promise.withResolvers<undefined>();
    return {
      pid: undefined,
      gone: gone.promise,
      run: ({ operation }, stop) => {
        if (operation === 'warm up') return Promise.resolve(done);
        const end = Promise.withResolvers<EngineResult>();
        // A task that cannot be stopped ignores the signal.
        if (operation !== 'unstoppable') stop.addEventListener('abort', () => end.reject(stop.reason));
        this.running.push({ operation, end, process });
        return end.promise;
      },
      kill: async () => gone.resolve(undefined),
    };
  }

  /** Takes the running task of this name. */
  async take(operation: string) {
    await until(() => this.running.some((each) => each.operation === operation));
    const index = this.running.findIndex((each) => each.operation === operation);
    const [taken] = this.running.splice(index, 1);
    if (!taken) throw new Error(`${operation} does not run.`);
    return taken;
  }
}

it('an engine runs as many tasks as it has capacity, and the next ones wait', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const jobs = ['a', 'b', 'c', 'd'].map((name) => pool.run(task(name), never));
  await until(() => engine.running.length === 3);
  expect(engine.running.map(({ operation }) => operation)).toEqual(['a', 'b', 'c']);
  (await engine.take('b')).end.resolve(done);
  for (const name of ['d', 'a', 'c']) (await engine.take(name)).end.resolve(done);
  await Promise.all(jobs);
  expect([engine.starts, pool.views()[0]?.state]).toEqual([1, 'warm']);
  await pool.close();
});

it('a task that is aborted ends alone', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const abort = new AbortController();
  const aborted = pool.run(task('a'), abort.signal);
  const rejected = expect(aborted).rejects.toThrow('Cancelled.');
  const other = pool.run(task('b'), never);
  await until(() => engine.running.length === 2);
  abort.abort(new Error('Cancelled.'));
  await rejected;
  (await engine.take('b')).end.resolve(done);
  await other;
  expect([engine.starts, pool.views()[0]?.state]).toEqual([1, 'warm']);
  await pool.close();
});

it('a task that is aborted and does not end condemns its engine, and the others run in the next one', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const abort = new AbortController();
  const aborted = pool.run(task('unstoppable'), abort.signal);
  const rejected = expect(aborted).rejects.toThrow('Cancelled.');
  const other = pool.run(task('b'), never);
  await until(() => engine.running.length === 2);
  const { process } = await engine.take('b');
  abort.abort(new Error('Cancelled.'));
  await rejected;
  const retried = await engine.take('b');
  expect(retried.process).not.toBe(process);
  retried.end.resolve(done);
  await other;
  await pool.close();
});

it('an engine that stalls while it ends an aborted task is condemned', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const abort = new AbortController();
  const aborted = pool.run(task('unstoppable'), abort.signal);
  const rejected = expect(aborted).rejects.toThrow('Cancelled.');
  const { end } = await engine.take('unstoppable');
  abort.abort(new Error('Cancelled.'));
  await rejected;
  end.reject(new EngineStalled('It opens no pages.'));
  await until(() => engine.starts === 2);
  await pool.close();
});

it('tasks that were lost with others do not use up an attempt, and are postponed after three times', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const jobs = ['a', 'b'].map((name) => pool.run(task(name), never));
  const rejected = Promise.all(
    jobs.map((job) => expect(job).rejects.toMatchObject({ code: 'unavailable', retryable: true })),
  );
  for (let times = 0; times < 3; times++) {
    await until(() => engine.running.length === 2);
    const [a] = [await engine.take('a'), await engine.take('b')];
    a.end.reject(new Error('The browser has ended.'));
  }
  await rejected;
  await pool.close();
});

it('a task that was alone in its engine is the cause of its end', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const rejected = expect(pool.run(task('a'), never)).rejects.toMatchObject({ code: 'cannot_be_processed' });
  for (let times = 0; times < 3; times++)
    (await engine.take('a')).end.reject(new Error('The browser has ended.'));
  await rejected;
  await pool.close();
});

it.each([
  ['crashed', 3, 'cannot_be_processed'],
  ['outgrown', 2, 'too_large_inside'],
] as const)(
  'a task that fails alone (%s) gets %i attempts, and the others go on',
  async (reason, attempts, code) => {
    const engine = new Shared();
    const pool = poolOf(engine);
    const other = pool.run(task('b'), never);
    const rejected = expect(pool.run(task('a'), never)).rejects.toMatchObject({ code });
    for (let times = 0; times < attempts; times++)
      (await engine.take('a')).end.reject(new TaskFailed(reason, 'The page has ended.'));
    await rejected;
    const { end, process } = await engine.take('b');
    end.resolve(done);
    await other;
    expect(process).toBe(1);
    await pool.close();
  },
);

it('an engine is replaced after its maximum of tasks, once those that still run have ended', async () => {
  const engine = new Shared(2);
  const pool = poolOf(engine);
  const long = pool.run(task('long'), never);
  for (const name of ['a', 'b']) {
    const job = pool.run(task(name), never);
    (await engine.take(name)).end.resolve(done);
    await job;
  }
  await until(
    () =>
      pool
        .views()
        .map(({ state }) => state)
        .join() === 'draining,warm',
  );
  const next = pool.run(task('c'), never);
  const taken = await engine.take('c');
  expect(taken.process).toBe(2);
  taken.end.resolve(done);
  await next;
  (await engine.take('long')).end.resolve(done);
  await long;
  await until(
    () =>
      pool
        .views()
        .map(({ state }) => state)
        .join() === 'warm',
  );
  expect(engine.starts).toBe(2);
  await pool.close();
});

it('an engine that stalls alone does not use up the time of its task', async () => {
  const engine = new Shared();
  const pool = poolOf(engine);
  const job = pool.run(task('a'), never);
  (await engine.take('a')).end.reject(new EngineStalled('It opens no pages.'));
  (await engine.take('a')).end.resolve(done);
  await job;
  expect(engine.starts).toBe(2);
  await pool.close();
});
