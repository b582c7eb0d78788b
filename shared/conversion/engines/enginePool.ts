import { setTimeout as sleep } from 'node:timers/promises';
import { ConveyorError, type ErrorCode } from '../../errors.ts';
import type { Engine, EngineResult, EngineTask } from './engine.ts';
import { EngineRun, type RunOptions } from './engineRun.ts';
import type { EngineEvent } from './engineStates.ts';
import { EngineTime } from './engineTime.ts';
import type { EngineView } from './engineView.ts';

export interface PoolOptions extends RunOptions {
  /** Time limit of a conversion in engines, in s. */
  secondsPerConversion: number;
  /** Number of engines. */
  count: number;
}

/**
 * The number of attempts of one job, by the event that condemned its engine, and the error after the last one (by default
 * the engine's). A single failure need not be the document's fault: earlier documents may have left little memory, or the
 * engine may have crashed by itself. After repeated failures, further attempts are pointless.
 */
const attemptLimits: Partial<Record<EngineEvent, { attempts: number; code?: ErrorCode }>> = {
  stalled: { attempts: 3 },
  crashed: { attempts: 3, code: 'cannot_be_processed' },
  outgrown: { attempts: 2, code: 'too_large_inside' },
};

/** Engines that one job may condemn in total and still be retried. */
const maximumCondemned = 3;

/** Time in ms that a task uses of its conversion's budget: none if the engine stalled, and all of it at a timeout, as timers may be early. */
function timeUsed({ reason }: EngineRun, since: number, budget: number): number {
  if (reason === 'stalled') return 0;
  return reason === 'timedOut' ? budget : performance.now() - since;
}

interface WaitingJob {
  assign(run: EngineRun): void;
  fail(error: Error): void;
}

/** Consecutive failed starts after which waiting jobs fail. */
const maximumFailures = 5;

/** Delay in ms after a failed start; it doubles with each consecutive failure. */
const backOff = { initial: 100, maximum: 30_000 };

/** The engines of one kind, and a first-in, first-out queue of jobs that wait for one. */
export class EnginePool {
  readonly #engine: Engine;
  readonly #options: PoolOptions;
  readonly #runs = new Set<EngineRun>();
  readonly #queue: WaitingJob[] = [];
  #starting: Promise<void> | undefined;
  /** Consecutive failed starts. */
  #failures = 0;
  #wasWarm = false;
  readonly #closed = new AbortController();

  constructor(engine: Engine, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Starts the missing engines. Resolves when one is warm. @throws ConveyorError if none starts */
  async warm(): Promise<void> {
    if ([...this.#runs].some(({ state }) => state === 'warm' || state === 'busy'))
      return this.#startMissing();
    const run = await this.#acquire(new AbortController().signal);
    run.handle('done');
    this.#assignJobs();
  }

  /**
   * Runs one task in the next free engine.
   * @param time the budget of its conversion; by default the task is the complete conversion
   * @throws ConveyorError; the signal's reason when it is aborted
   */
  async run(
    task: EngineTask,
    signal: AbortSignal,
    time = new EngineTime(this.#options.secondsPerConversion * 1000),
  ): Promise<EngineResult & { milliseconds: number }> {
    const condemned: EngineEvent[] = [];
    for (;;) {
      signal.throwIfAborted();
      const milliseconds = time.left();
      const run = await this.#acquire(signal);
      const taken = performance.now();
      try {
        const result = await run.run(task, signal, milliseconds);
        return { ...result, milliseconds: performance.now() - taken };
      } catch (error) {
        const limit = run.reason && attemptLimits[run.reason];
        if (!run.reason || !limit) throw error;
        condemned.push(run.reason);
        const same = condemned.filter((reason) => reason === run.reason).length;
        if (same >= limit.attempts || condemned.length > maximumCondemned)
          throw limit.code ? new ConveyorError(limit.code, { cause: error }) : error;
      } finally {
        time.spend(timeUsed(run, taken, milliseconds));
        this.#assignJobs();
        this.#startMissing();
      }
    }
  }

  /** Whether the pool can run jobs: an engine is warm, or one was and starts do not fail. */
  isReady(): boolean {
    const isWarm = [...this.#runs].some(({ state }) => state === 'warm' || state === 'busy');
    return isWarm || (this.#wasWarm && this.#failures < maximumFailures);
  }

  /** Whether no engine runs and starts fail. */
  isFailing(): boolean {
    return this.#failures >= maximumFailures && !this.isReady();
  }

  views(): EngineView[] {
    return [...this.#runs].map((run) => run.view());
  }

  /** Ends all engines. Running and waiting jobs fail with `unavailable`. */
  async close(): Promise<void> {
    this.#closed.abort();
    for (const job of this.#queue.splice(0)) job.fail(new ConveyorError('unavailable'));
    for (const run of this.#runs) run.handle('closed');
    await this.#starting;
    await Promise.all([...this.#runs].map((run) => run.ended));
    await this.#engine.close?.();
  }

  #acquire(signal: AbortSignal): Promise<EngineRun> {
    const { promise, resolve, reject } = Promise.withResolvers<EngineRun>();
    const cancel = () => {
      this.#queue.splice(this.#queue.indexOf(job), 1);
      reject(signal.reason);
    };
    const job: WaitingJob = {
      assign(run) {
        signal.removeEventListener('abort', cancel);
        resolve(run);
      },
      fail(error) {
        signal.removeEventListener('abort', cancel);
        reject(error);
      },
    };
    if (this.#closed.signal.aborted) return Promise.reject(new ConveyorError('unavailable'));
    signal.addEventListener('abort', cancel, { once: true });
    this.#queue.push(job);
    this.#assignJobs();
    this.#startMissing();
    return promise;
  }

  /** Assigns warm engines to waiting jobs. */
  #assignJobs(): void {
    for (const run of this.#runs) {
      if (run.state !== 'warm') continue;
      const job = this.#queue.shift();
      if (!job) return;
      run.handle('taken');
      job.assign(run);
    }
  }

  /** Starts engines until `count` of them run. */
  #startMissing(): void {
    this.#starting ??= this.#startAll().finally(() => {
      this.#starting = undefined;
    });
  }

  /** One after another, so that the first is ready sooner. */
  async #startAll(): Promise<void> {
    while (!this.#closed.signal.aborted && this.#runningCount() < this.#options.count) {
      const run = new EngineRun(this.#engine, this.#options);
      this.#runs.add(run);
      void run.ended.then(() => {
        this.#runs.delete(run);
        this.#startMissing();
      });
      await run.start();
      if (run.state === 'condemned') await this.#afterFailure();
      else {
        this.#failures = 0;
        this.#wasWarm = true;
        this.#assignJobs();
      }
    }
  }

  async #afterFailure(): Promise<void> {
    this.#failures++;
    // While another engine runs, it can take the waiting jobs.
    if (this.#failures >= maximumFailures && this.#runningCount() === 0)
      for (const job of this.#queue.splice(0)) job.fail(new ConveyorError('unavailable'));
    const milliseconds = Math.min(backOff.initial * 2 ** (this.#failures - 1), backOff.maximum);
    const wakeOnClose = () => undefined;
    await sleep(milliseconds, undefined, { signal: this.#closed.signal }).catch(wakeOnClose);
  }

  #runningCount(): number {
    return [...this.#runs].filter(({ state }) => state !== 'condemned').length;
  }
}
