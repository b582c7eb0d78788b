import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Engine,
  type EngineProcess,
  type EngineResult,
  EngineStalled,
  type EngineTask,
  TaskFailed,
} from './engine.ts';
import { attemptFailed, endOf, eventOf, type FailureReason, finalError } from './engineFailure.ts';
import { type EngineEvent, type EngineState, nextState } from './engineStates.ts';
import type { EngineView, Log } from './engineView.ts';
import { residentBytes } from './residentBytes.ts';

export interface RunOptions {
  /** Limit of resident memory of one engine with its children, in bytes. */
  maximumResidentBytes: number;
  /** The parent of the engines' folders; called at each start. */
  workDirectory: () => Promise<string>;
  /** Time in ms after which an engine without a task counts as unused. */
  idleMilliseconds: number;
  log: Log;
}

/** Time limit of the warm-up task in ms; enough for a busy machine with many additional fonts. An idle engine is noticed earlier. */
const warmUpMilliseconds = 60_000;

/** Events that condemn an engine in normal operation. */
const expected: ReadonlySet<EngineEvent> = new Set(['closed', 'worn', 'idle', 'unused']);

/** Interval in ms between two checks of a busy engine's memory. */
const memoryCheckMilliseconds = 500;

/** Time in ms within which an engine must end a task that is stopped. */
const endMilliseconds = 10_000;

/** Tasks that fail alone one after another, after which the engine itself may be the cause. */
const maximumFailedInRow = 3;

/** What the pool does for one of its engines. */
export interface RunListener {
  /** A task no longer uses the engine. */
  onRoom(): void;
  /** The engine has been warm for `idleMilliseconds`, without a task. */
  onUnused(): void;
}

interface RunningTask {
  result: Promise<EngineResult>;
  fail(reason: FailureReason, cause?: unknown): void;
  /** Resolves when the task no longer uses the engine. */
  settled: Promise<void>;
}

/** One engine, from its start until it is condemned and removed. */
export class EngineRun {
  state: EngineState = 'starting';
  /** Resolves when it is condemned, its process has ended and its folder is removed. */
  readonly ended: Promise<void>;
  readonly #engine: Engine;
  readonly #options: RunOptions;
  readonly #listener: RunListener;
  readonly #stop = new AbortController();
  readonly #end = Promise.withResolvers<void>();
  #process: EngineProcess | undefined;
  /** Rejects each task that is running. */
  readonly #tasks = new Set<RunningTask['fail']>();
  /** Tasks that it was given and that still use it. */
  #taken = 0;
  #memoryCheck: NodeJS.Timeout | undefined;
  #unusedTimer: NodeJS.Timeout | undefined;
  #condemned: { reason: EngineEvent; cause: unknown } | undefined;
  #jobs = 0;
  #failedInRow = 0;

  constructor(engine: Engine, options: RunOptions, listener: RunListener) {
    this.#engine = engine;
    this.#options = options;
    this.#listener = listener;
    this.ended = this.#end.promise;
  }

  /** Tasks that it can take now. */
  get room(): number {
    return this.state === 'warm' || this.state === 'busy' ? (this.#engine.capacity ?? 1) - this.#taken : 0;
  }

  /** Whether it should be replaced, although it works. */
  get isWorn(): boolean {
    const { maximumTasks = Number.POSITIVE_INFINITY } = this.#engine;
    const works = this.state === 'warm' || this.state === 'busy';
    return works && (this.#jobs >= maximumTasks || this.#failedInRow >= maximumFailedInRow);
  }

  /** Reserves it for one task, until `release`. */
  take(): void {
    this.#taken++;
    this.handle('taken');
    this.#memoryCheck ??= setInterval(() => this.#checkMemory(), memoryCheckMilliseconds);
  }

  /** Starts the process and runs the warm-up task. Never rejects: `state` is `condemned` if the start has failed. */
  async start(): Promise<void> {
    const began = performance.now();
    let folder: string | undefined;
    const startTimer = setTimeout(() => this.handle('stalled'), this.#engine.startMilliseconds);
    try {
      const parent = await this.#options.workDirectory();
      // A cleaner of temporary files may have deleted the folder of all engines.
      await mkdir(parent, { recursive: true });
      folder = await mkdtemp(join(parent, `${this.#engine.kind}-`));
      this.#stop.signal.throwIfAborted();
      const process = await this.#engine.start(folder, this.#stop.signal);
      clearTimeout(startTimer);
      this.#process = process;
      void process.gone.then((error) => this.handle(eventOf(error), error));
      await this.#warmUp(began);
    } catch (error) {
      this.handle(eventOf(error), error);
    } finally {
      clearTimeout(startTimer);
      // Not earlier: the process and the folder must be known.
      if (this.#stop.signal.aborted) await this.#remove(folder);
      else this.#stop.signal.addEventListener('abort', () => void this.#remove(folder));
    }
  }

  async #warmUp(began: number): Promise<void> {
    const started = performance.now();
    const timer = setTimeout(() => this.handle('stalled'), warmUpMilliseconds);
    try {
      await this.#begin(this.#engine.warmUp, this.#stop.signal).result;
    } finally {
      clearTimeout(timer);
    }
    this.#options.log('info', 'An engine is warm.', {
      kind: this.#engine.kind,
      ...(this.#engine.sandbox === undefined ? {} : { sandbox: this.#engine.sandbox }),
      startMilliseconds: Math.round(started - began),
      warmUpMilliseconds: Math.round(performance.now() - started),
    });
    this.handle('warmedUp');
  }

  /**
   * Runs one task in an engine that was taken for it; then releases the engine.
   * @param milliseconds time limit
   * @throws AttemptFailed; ConveyorError if a retry is pointless
   */
  async run(task: EngineTask, signal: AbortSignal, milliseconds: number): Promise<EngineResult> {
    const stop = new AbortController();
    const running = this.#begin(task, stop.signal);
    // An engine with one task is killed. One with several ends only this task.
    const end = (reason: 'timedOut' | 'aborted', cause?: unknown) => {
      if ((this.#engine.capacity ?? 1) === 1) return this.handle(reason, cause);
      running.fail(reason, cause);
      stop.abort();
      const late = setTimeout(() => this.handle('stalled'), endMilliseconds);
      void running.settled.then(() => clearTimeout(late));
    };
    const abort = () => end('aborted', signal.reason);
    const timer = setTimeout(() => end('timedOut'), milliseconds);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const result = await running.result;
      this.#jobs++;
      this.#failedInRow = 0;
      return result;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      void running.settled.then(() => this.release());
    }
  }

  /** Applies an event to the state (`engineStates.ts`). An engine that becomes condemned is killed. */
  handle(event: EngineEvent, cause?: unknown): void {
    const next = nextState(this.state, event);
    if (!next) return;
    const previous = this.state;
    this.state = next;
    clearTimeout(this.#unusedTimer);
    if (next === 'warm')
      this.#unusedTimer = setTimeout(() => this.#listener.onUnused(), this.#options.idleMilliseconds);
    if (next !== 'condemned') return;
    this.#condemned = { reason: event, cause };
    this.#options.log(expected.has(event) ? 'debug' : 'warn', 'An engine is condemned.', {
      kind: this.#engine.kind,
      reason: event,
      state: previous,
      jobs: this.#jobs,
      tasks: this.#tasks.size,
      ...(event === 'aborted' ? {} : endOf(cause)),
    });
    clearInterval(this.#memoryCheck);
    // Any of several tasks can be the cause.
    const reason = this.#tasks.size > 1 && event !== 'closed' ? 'lost' : event;
    for (const fail of this.#tasks) fail(reason, cause);
    this.#stop.abort();
  }

  view(): EngineView {
    const { kind, sandbox } = this.#engine;
    const pid = this.#process?.pid;
    const view = {
      kind,
      state: this.state,
      pid,
      tasks: this.#tasks.size,
      jobs: this.#jobs,
      residentBytes: residentBytes(pid),
    };
    return sandbox === undefined ? view : { ...view, sandbox };
  }

  /** Returns it after a task, or without one. `run` calls it itself. */
  release(): void {
    if (--this.#taken === 0) {
      clearInterval(this.#memoryCheck);
      this.#memoryCheck = undefined;
      this.#checkMemory();
      this.handle('idle');
    }
    this.#listener.onRoom();
  }

  #checkMemory(): void {
    if (residentBytes(this.#process?.pid) <= this.#options.maximumResidentBytes) return;
    if (this.#tasks.size > 1 && this.#process?.endLargest?.()) return;
    this.handle('outgrown');
  }

  /**
   * Starts one task, which the engine's end rejects. No `Promise.race` with a promise of the engine's lifetime, which would keep
   * the result of every race in memory.
   */
  #begin(task: EngineTask, stop: AbortSignal): RunningTask {
    const { promise: result, resolve, reject } = Promise.withResolvers<EngineResult>();
    const fail = (reason: FailureReason, cause?: unknown) => reject(attemptFailed(reason, cause));
    if (!this.#process || this.#condemned) {
      fail(this.#condemned?.reason ?? 'crashed', this.#condemned?.cause);
      return { result, fail, settled: Promise.resolve() };
    }
    this.#tasks.add(fail);
    const remove = () => void this.#tasks.delete(fail);
    result.then(remove, remove);
    const work = this.#process.run(task, stop);
    work.then(resolve, (error) => {
      // The caller of a task that was stopped has its error. An engine that stalls is condemned all the same.
      if (!stop.aborted || error instanceof EngineStalled) reject(this.#failureOf(error));
    });
    const ignore = () => undefined;
    return { result, fail, settled: work.then(ignore, ignore) };
  }

  /** The failure of a task whose process threw an error, which condemns the engine unless only the task failed. */
  #failureOf(error: unknown): unknown {
    const final = finalError(error);
    if (final) return final;
    if (error instanceof TaskFailed) this.#failedInRow++;
    // If the engine has other tasks, this rejects all of them.
    else this.handle(eventOf(error), error);
    return attemptFailed(eventOf(error), error);
  }

  /** If the folder cannot be removed, `makeEngineFolder` of a later process removes it. */
  async #remove(folder: string | undefined): Promise<void> {
    await this.#process?.kill();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    this.#end.resolve();
  }
}
