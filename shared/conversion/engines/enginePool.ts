import { setTimeout as sleep } from 'node:timers/promises';
import { ConveyorError, type ErrorCode } from '../../errors.ts';
import type { Engine, EngineResult, EngineTask } from './engine.ts';
import { EngineRun, type RunOptions } from './engineRun.ts';
import type { EngineEvent } from './engineStates.ts';
import { EngineTime } from './engineTime.ts';
import type { EngineView } from './engineView.ts';

/** How the engines of one kind are kept. */
export interface PoolOptions extends RunOptions {
  /** Longest time in s in engines. */
  secondsPerConversion: number;
  /** How many run at once. */
  count: number;
}

/**
 * How many engines one job may end, by what ended them, and what it is told then in place of what the last one said. A
 * standstill is none of the document's doing; memory may be what earlier documents left; and a crash, anybody's. What
 * happens again and again is the document's, so that no other attempt can help.
 */
const patienceWith: Partial<Record<EngineEvent, { engines: number; tells?: ErrorCode }>> = {
  stalled: { engines: 3 },
  crashed: { engines: 3, tells: 'cannot_be_processed' },
  outgrown: { engines: 2, tells: 'too_large_inside' },
};

/** How many engines one job may end in all, before it fails. */
const mostEngines = 3;

/** What of a conversion's time an engine took, in ms. A standstill is none of the document's doing, and timers may be early. */
function spentIn({ reason }: EngineRun, since: number, given: number): number {
  if (reason === 'stalled') return 0;
  return reason === 'timedOut' ? given : performance.now() - since;
}

interface WaitingJob {
  take(run: EngineRun): void;
  fail(error: Error): void;
}

/** Starts in a row that may fail before the jobs that wait are refused. */
const mostFailures = 5;

/** How long in ms the pool waits after a failed start: the first time, and at most. */
const backOff = { first: 100, longest: 30_000 };

/** The engines of one kind, and the jobs that wait for one of them: first come, first served. */
export class EnginePool {
  readonly #engine: Engine;
  readonly #options: PoolOptions;
  readonly #runs = new Set<EngineRun>();
  readonly #queue: WaitingJob[] = [];
  #starting: Promise<void> | undefined;
  /** Starts in a row that failed. */
  #failures = 0;
  #wasWarm = false;
  readonly #closed = new AbortController();

  constructor(engine: Engine, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Starts what isn't running yet; resolves when one engine is free. @throws ConveyorError when none starts */
  async warm(): Promise<void> {
    if ([...this.#runs].some(({ state }) => state === 'warm' || state === 'busy')) return this.#fill();
    const run = await this.#next(new AbortController().signal);
    run.happen('done');
    this.#hand();
  }

  /**
   * Does one piece of work in the next engine that is free.
   * @param time what its conversion may still take; by default it is all there is of it
   * @throws ConveyorError; the signal's reason when it is aborted
   */
  async run(
    task: EngineTask,
    signal: AbortSignal,
    time = new EngineTime(this.#options.secondsPerConversion * 1000),
  ): Promise<EngineResult & { milliseconds: number }> {
    const ended: EngineEvent[] = [];
    for (;;) {
      signal.throwIfAborted();
      const milliseconds = time.left();
      const run = await this.#next(signal);
      const taken = performance.now();
      try {
        const result = await run.run(task, signal, milliseconds);
        return { ...result, milliseconds: performance.now() - taken };
      } catch (error) {
        const patience = run.reason && patienceWith[run.reason];
        if (!run.reason || !patience) throw error;
        ended.push(run.reason);
        const same = ended.filter((reason) => reason === run.reason).length;
        if (same >= patience.engines || ended.length > mostEngines)
          throw patience.tells ? new ConveyorError(patience.tells, { cause: error }) : error;
      } finally {
        time.spend(spentIn(run, taken, milliseconds));
        this.#hand();
        this.#fill();
      }
    }
  }

  /** Whether jobs can count on an engine: one is warm, or one was and another can be started. */
  isReady(): boolean {
    const isWarm = [...this.#runs].some(({ state }) => state === 'warm' || state === 'busy');
    return isWarm || (this.#wasWarm && this.#failures < mostFailures);
  }

  /** Whether no engine can be started. */
  isFailing(): boolean {
    return this.#failures >= mostFailures && !this.isReady();
  }

  /** What each engine is doing now. */
  views(): EngineView[] {
    return [...this.#runs].map((run) => run.view());
  }

  /** Ends all engines; jobs that run or wait are told `unavailable`. */
  async close(): Promise<void> {
    this.#closed.abort();
    for (const job of this.#queue.splice(0)) job.fail(new ConveyorError('unavailable'));
    for (const run of this.#runs) run.happen('closed');
    await this.#starting;
    await Promise.all([...this.#runs].map((run) => run.ended));
    await this.#engine.close?.();
  }

  #next(signal: AbortSignal): Promise<EngineRun> {
    const { promise, resolve, reject } = Promise.withResolvers<EngineRun>();
    const leave = () => {
      this.#queue.splice(this.#queue.indexOf(job), 1);
      reject(signal.reason);
    };
    const job: WaitingJob = {
      take(run) {
        signal.removeEventListener('abort', leave);
        resolve(run);
      },
      fail(error) {
        signal.removeEventListener('abort', leave);
        reject(error);
      },
    };
    if (this.#closed.signal.aborted) return Promise.reject(new ConveyorError('unavailable'));
    signal.addEventListener('abort', leave, { once: true });
    this.#queue.push(job);
    this.#hand();
    this.#fill();
    return promise;
  }

  /** Gives free engines to waiting jobs. */
  #hand(): void {
    for (const run of this.#runs) {
      if (run.state !== 'warm') continue;
      const job = this.#queue.shift();
      if (!job) return;
      run.happen('taken');
      job.take(run);
    }
  }

  /** Sees to it that as many engines run as should. */
  #fill(): void {
    this.#starting ??= this.#startMissing().finally(() => {
      this.#starting = undefined;
    });
  }

  /** One after another: the first is ready soonest when no other takes its processors. */
  async #startMissing(): Promise<void> {
    while (!this.#closed.signal.aborted && this.#living() < this.#options.count) {
      const run = new EngineRun(this.#engine, this.#options);
      this.#runs.add(run);
      void run.ended.then(() => {
        this.#runs.delete(run);
        // Another takes its place.
        this.#fill();
      });
      await run.begin();
      if (run.state === 'condemned') await this.#afterFailure();
      else {
        this.#failures = 0;
        this.#wasWarm = true;
        this.#hand();
      }
    }
  }

  async #afterFailure(): Promise<void> {
    this.#failures++;
    // Jobs wait on where another engine can serve them.
    if (this.#failures >= mostFailures && this.#living() === 0)
      for (const job of this.#queue.splice(0)) job.fail(new ConveyorError('unavailable'));
    const milliseconds = Math.min(backOff.first * 2 ** (this.#failures - 1), backOff.longest);
    const isClosed = () => undefined;
    await sleep(milliseconds, undefined, { signal: this.#closed.signal }).catch(isClosed);
  }

  #living(): number {
    return [...this.#runs].filter(({ state }) => state !== 'condemned').length;
  }
}
