import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConveyorError } from '../../errors.ts';
import {
  DocumentRefused,
  type Engine,
  EngineOutgrown,
  type EngineProcess,
  type EngineResult,
  EngineStalled,
  type EngineTask,
} from './engine.ts';
import { EngineEnded } from './engineEnded.ts';
import { type EngineEvent, type EngineState, nextState } from './engineStates.ts';
import type { EngineView, Log } from './engineView.ts';
import { residentBytes } from './residentBytes.ts';

export interface RunOptions {
  /** Limit of resident memory of one engine with its children, in bytes. */
  maximumResidentBytes: number;
  /** The parent of the engines' folders; called at each start. */
  workDirectory: () => Promise<string>;
  log: Log;
}

/** Errors for the job of a condemned engine; all other events give `engine_failed`, `aborted` the signal's reason. */
const failures: Partial<Record<EngineEvent, () => ConveyorError>> = {
  timedOut: () => new ConveyorError('timed_out'),
  closed: () => new ConveyorError('unavailable'),
};

/** Time limit of the warm-up task in ms; enough for a slow machine with many additional fonts. */
const warmUpMilliseconds = 20_000;

/** Interval in ms between two checks of a busy engine's memory. */
const memoryCheckMilliseconds = 500;

/** One engine, from its start until it is condemned and removed. */
export class EngineRun {
  state: EngineState = 'starting';
  /** The event that condemned it. */
  reason: EngineEvent | undefined;
  /** Resolves when it is condemned, its process has ended and its folder is removed. */
  readonly ended: Promise<void>;
  readonly #engine: Engine;
  readonly #options: RunOptions;
  readonly #stop = new AbortController();
  readonly #end = Promise.withResolvers<void>();
  #process: EngineProcess | undefined;
  /** Rejects the task that is running. */
  #rejectTask: ((error: unknown) => void) | undefined;
  #failure: unknown;
  #jobs = 0;

  constructor(engine: Engine, options: RunOptions) {
    this.#engine = engine;
    this.#options = options;
    this.ended = this.#end.promise;
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
      await this.#warmUp(process, began);
    } catch (error) {
      this.handle(eventOf(error), error);
    } finally {
      clearTimeout(startTimer);
      // Not earlier: the process and the folder must be known.
      if (this.#stop.signal.aborted) await this.#remove(folder);
      else this.#stop.signal.addEventListener('abort', () => void this.#remove(folder));
    }
  }

  async #warmUp(process: EngineProcess, began: number): Promise<void> {
    const started = performance.now();
    const timer = setTimeout(() => this.handle('stalled'), warmUpMilliseconds);
    try {
      await this.#untilCondemned(() => process.run(this.#engine.warmUp));
    } finally {
      clearTimeout(timer);
    }
    this.#options.log('info', 'An engine is warm.', {
      kind: this.#engine.kind,
      startMilliseconds: Math.round(started - began),
      warmUpMilliseconds: Math.round(performance.now() - started),
    });
    this.handle('warmedUp');
  }

  /**
   * Runs one task. The engine must be `busy` (event `taken`).
   * @param milliseconds time limit
   * @throws ConveyorError; the signal's reason when it is aborted
   */
  async run(task: EngineTask, signal: AbortSignal, milliseconds: number): Promise<EngineResult> {
    const process = this.#process;
    if (!process || this.state !== 'busy') throw this.#failure ?? new ConveyorError('engine_failed');
    const abort = () => this.handle('aborted', signal.reason);
    const timer = setTimeout(() => this.handle('timedOut'), milliseconds);
    const memoryCheck = setInterval(() => this.#checkMemory(), memoryCheckMilliseconds);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const result = await this.#untilCondemned(() => process.run(task));
      this.#jobs++;
      this.#checkMemory();
      return result;
    } catch (error) {
      if (error instanceof DocumentRefused) throw refused(error);
      // The worker has no file descriptor left, which is a fault of neither the engine nor the document.
      if (isOutOfDescriptors(error)) throw new ConveyorError('unavailable', { cause: error });
      this.handle(eventOf(error), error);
      throw this.#failure;
    } finally {
      clearTimeout(timer);
      clearInterval(memoryCheck);
      signal.removeEventListener('abort', abort);
      this.handle('done');
    }
  }

  /** Applies an event to the state (`engineStates.ts`). An engine that becomes condemned is killed. */
  handle(event: EngineEvent, cause?: unknown): void {
    const next = nextState(this.state, event);
    if (!next) return;
    const previous = this.state;
    this.state = next;
    if (next !== 'condemned') return;
    this.reason = event;
    this.#options.log(event === 'closed' ? 'debug' : 'warn', 'An engine is condemned.', {
      kind: this.#engine.kind,
      reason: event,
      state: previous,
      jobs: this.#jobs,
      ...(event !== 'aborted' && cause instanceof Error ? { cause: cause.message, ...endOf(cause) } : {}),
    });
    this.#failure =
      event === 'aborted' ? cause : (failures[event]?.() ?? new ConveyorError('engine_failed', { cause }));
    this.#rejectTask?.(this.#failure);
    this.#stop.abort();
  }

  view(): EngineView {
    const { kind, sandbox } = this.#engine;
    const pid = this.#process?.pid;
    const view = { kind, state: this.state, pid, jobs: this.#jobs, residentBytes: residentBytes(pid) };
    return sandbox === undefined ? view : { ...view, sandbox };
  }

  #checkMemory(): void {
    if (residentBytes(this.#process?.pid) > this.#options.maximumResidentBytes) this.handle('outgrown');
  }

  /** No `Promise.race` with a promise of the engine's lifetime, which would keep the result of every race in memory. */
  async #untilCondemned(task: () => Promise<EngineResult>): Promise<EngineResult> {
    if (this.state === 'condemned') throw this.#failure;
    const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
    this.#rejectTask = reject;
    try {
      task().then(resolve, reject);
      return await promise;
    } finally {
      this.#rejectTask = undefined;
    }
  }

  /** If the folder cannot be removed, `makeEngineFolder` of a later process removes it. */
  async #remove(folder: string | undefined): Promise<void> {
    await this.#process?.kill();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    this.#end.resolve();
  }
}

function eventOf(error: unknown): EngineEvent {
  if (error instanceof EngineStalled) return 'stalled';
  return error instanceof EngineOutgrown ? 'outgrown' : 'crashed';
}

/** How the engine's process ended, for the log. */
function endOf(error: Error): object {
  const ended = error instanceof EngineEnded ? error : error.cause;
  if (!(ended instanceof EngineEnded)) return {};
  const { exitCode, signal, lastErrorLine } = ended;
  return { exitCode, signal, lastErrorLine };
}

function isOutOfDescriptors(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function refused(error: DocumentRefused): ConveyorError {
  const { code, detail, cause = error } = error;
  return new ConveyorError(code, { cause, ...(detail ? { detail } : {}) });
}
