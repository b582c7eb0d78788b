import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConveyorError, type ErrorCode } from '../../errors.ts';
import type { Engine, EngineResult, EngineTask } from './engine.ts';
import { AttemptFailed, type FailureReason } from './engineFailure.ts';
import { EngineRun, type RunOptions } from './engineRun.ts';
import { EngineTime } from './engineTime.ts';
import type { EngineView } from './engineView.ts';

export interface PoolOptions extends RunOptions {
  /** Time limit of a conversion in engines, in s. */
  secondsPerConversion: number;
  /** Number of engines at most. */
  count: number;
  /**
   * Number of engines that stay warm without jobs; by default all. Busy ones count too. Further ones start when jobs wait, and stop
   * when they are unused.
   */
  kept?: number | undefined;
  /** Free bytes below which the disk of the engines' folders counts as full. */
  reservedDiskBytes?: number;
}

/** An engine that cannot write this much to its folder may have failed for that reason. */
const defaultReservedDiskBytes = 1024 ** 2;

/**
 * The number of attempts of one job, by the reason of its failures, and the error after the last one (by default
 * the engine's). A single failure need not be the document's fault: earlier documents may have left little memory, or the
 * engine may have crashed by itself. After repeated failures, further attempts are pointless. A job that was lost with other
 * jobs need not be the cause at all: after the last attempt it is postponed.
 */
const attemptLimits: Partial<Record<FailureReason, { attempts: number; code?: ErrorCode }>> = {
  stalled: { attempts: 3 },
  crashed: { attempts: 3, code: 'cannot_be_processed' },
  outgrown: { attempts: 2, code: 'too_large_inside' },
  lost: { attempts: 3 },
};

/** Failures of one job in total after which it can still be retried. */
const maximumFailed = 3;

/** Time in ms that a task uses of its conversion's budget: none if the engine stalled or was lost, and all of it at a timeout, as timers may be early. */
function timeUsed(reason: FailureReason | undefined, since: number, budget: number): number {
  if (reason === 'stalled' || reason === 'lost') return 0;
  return reason === 'timedOut' ? budget : performance.now() - since;
}

interface WaitingJob {
  assign(run: EngineRun): void;
  fail(error: Error): void;
}

/** Consecutive failed starts after which waiting jobs fail. */
const maximumFailures = 5;

/** Delay in ms after a failed start or a stalled engine; it doubles with each consecutive failure. */
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
  /** Tasks whose engine stalled since the last task that ended. The machine may be too busy for another start. */
  #stalls = 0;
  #wasWarm = false;
  readonly #closed = new AbortController();

  constructor(engine: Engine, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /**
   * Starts the engines that stay warm, but at least one: it shows that the pool can run jobs. Resolves when one is warm.
   * @throws ConveyorError if none starts
   */
  async warm(): Promise<void> {
    if (this.#hasWarm()) return this.#startMissing();
    const run = await this.#acquire(new AbortController().signal);
    run.release();
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
    const failed: FailureReason[] = [];
    for (;;) {
      signal.throwIfAborted();
      const milliseconds = time.left();
      const run = await this.#acquire(signal);
      const taken = performance.now();
      let reason: FailureReason | undefined;
      try {
        const result = await run.run(task, signal, milliseconds);
        this.#stalls = 0;
        return { ...result, milliseconds: performance.now() - taken };
      } catch (error) {
        if (!(error instanceof AttemptFailed)) throw error;
        reason = error.reason;
        if (reason === 'stalled') this.#stalls++;
        const limit = attemptLimits[reason];
        if (!limit) throw error.failure;
        if (reason === 'crashed' && (await this.#isDiskFull()))
          throw new ConveyorError('storage_full', { cause: error.failure });
        failed.push(reason);
        const same = failed.filter((each) => each === reason).length;
        if (same >= limit.attempts || failed.length > maximumFailed)
          throw limit.code ? new ConveyorError(limit.code, { cause: error.failure }) : error.failure;
      } finally {
        time.spend(timeUsed(reason, taken, milliseconds));
        this.#startMissing();
      }
    }
  }

  /** Whether the pool can run jobs: an engine is warm, or one was and starts do not fail. */
  isReady(): boolean {
    return this.#hasWarm() || (this.#wasWarm && this.#failures < maximumFailures);
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
    return promise;
  }

  /** Assigns engines that have room to waiting jobs, first those with most room, and starts engines for the rest. */
  #assignJobs(): void {
    this.#retireWorn();
    while (this.#queue.length > 0) {
      const [run] = [...this.#runs].toSorted((one, other) => other.room - one.room);
      if (!run || run.room === 0) break;
      run.take();
      this.#queue.shift()?.assign(run);
    }
    this.#startMissing();
  }

  /** One at a time: a worn engine and its replacement use memory until the last task of the first has ended. */
  #retireWorn(): void {
    if ([...this.#runs].some(({ state }) => state === 'draining')) return;
    [...this.#runs].find(({ isWorn }) => isWorn)?.handle('worn');
  }

  /** Starts the engines that stay warm, and further ones while jobs wait. */
  #startMissing(): void {
    if (!this.#starting && this.#isMissing()) this.#starting = this.#startAll();
  }

  #isMissing(): boolean {
    const { count, kept = count } = this.#options;
    const running = this.#runningCount();
    if (this.#closed.signal.aborted || running >= count) return false;
    // After a failed start, one engine starts even without a job: it shows when starts work again.
    return this.#queue.length > 0 || running < kept || (running === 0 && this.#failures > 0);
  }

  /** One after another, so that the first is ready sooner. Its caller has checked that one is missing. */
  async #startAll(): Promise<void> {
    try {
      do {
        if (this.#stalls > 0) await this.#delay(this.#stalls);
        if (this.#isMissing()) await this.#startOne();
      } while (this.#isMissing());
    } finally {
      // In the same turn as the last check, so that no job arrives in between.
      this.#starting = undefined;
    }
  }

  async #startOne(): Promise<void> {
    const run = new EngineRun(this.#engine, this.#options, {
      onRoom: () => this.#assignJobs(),
      onUnused: () => this.#stopUnused(run),
    });
    this.#runs.add(run);
    void run.ended.then(() => {
      this.#runs.delete(run);
      this.#startMissing();
    });
    await run.start();
    if (run.state === 'condemned') return this.#afterFailure();
    this.#failures = 0;
    this.#wasWarm = true;
    this.#assignJobs();
  }

  #stopUnused(run: EngineRun): void {
    const { count, kept = count } = this.#options;
    if (this.#warmCount() > kept) run.handle('unused');
  }

  async #afterFailure(): Promise<void> {
    this.#failures++;
    // While another engine runs, it can take the waiting jobs.
    if (this.#failures >= maximumFailures && this.#runningCount() === 0)
      for (const job of this.#queue.splice(0)) job.fail(new ConveyorError('unavailable'));
    await this.#delay(this.#failures);
  }

  async #delay(failures: number): Promise<void> {
    const milliseconds = Math.min(backOff.initial * 2 ** (failures - 1), backOff.maximum);
    const wakeOnClose = () => undefined;
    await sleep(milliseconds, undefined, { signal: this.#closed.signal }).catch(wakeOnClose);
  }

  /** Whether a crash may be the fault of the disk: engines do not report why a write failed. */
  async #isDiskFull(): Promise<boolean> {
    const { workDirectory, log, reservedDiskBytes = defaultReservedDiskBytes } = this.#options;
    try {
      const folder = await workDirectory();
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize >= reservedDiskBytes) return false;
      log('error', 'The disk of the engines is full.', { folder });
      return true;
    } catch (error) {
      // The folder itself cannot be made: the crash stays a crash, unless the disk is the reason.
      return (error as NodeJS.ErrnoException).code === 'ENOSPC';
    }
  }

  #hasWarm(): boolean {
    return this.#warmCount() > 0;
  }

  #warmCount(): number {
    return [...this.#runs].filter(({ state }) => state === 'warm' || state === 'busy').length;
  }

  #runningCount(): number {
    return [...this.#runs].filter(({ state }) => state !== 'condemned' && state !== 'draining').length;
  }
}
