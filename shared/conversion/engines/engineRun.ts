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

/** How one engine is run. */
export interface RunOptions {
  /** Bytes that one engine may hold. */
  maximumResidentBytes: number;
  /** The folder in which each process gets one of its own; asked for at each start. */
  workDirectory: () => Promise<string>;
  log: Log;
}

/** What the job of a condemned engine is told. `aborted` is told the signal's reason instead. */
const failures: Partial<Record<EngineEvent, () => ConveyorError>> = {
  timedOut: () => new ConveyorError('timed_out'),
  closed: () => new ConveyorError('unavailable'),
};

/** Longest time in ms for the warm-up document, on a machine short of processors, with a folder of many fonts. */
const warmUpMilliseconds = 20_000;

/** How often in ms the memory of a busy engine is looked at. */
const lookEvery = 500;

/** One engine from its start to its end. */
export class EngineRun {
  state: EngineState = 'starting';
  /** What condemned it. */
  reason: EngineEvent | undefined;
  /** Resolves when it was condemned and nothing of it is left. */
  readonly ended: Promise<void>;
  readonly #engine: Engine;
  readonly #options: RunOptions;
  readonly #stop = new AbortController();
  readonly #end = Promise.withResolvers<void>();
  #process: EngineProcess | undefined;
  /** Tells who waits for this engine now that it is condemned. */
  #tell: ((error: unknown) => void) | undefined;
  #failure: unknown;
  #jobs = 0;

  constructor(engine: Engine, options: RunOptions) {
    this.#engine = engine;
    this.#options = options;
    this.ended = this.#end.promise;
  }

  /** Starts the process and converts the warm-up document. Resolves either way: the state tells how it went. */
  async begin(): Promise<void> {
    const began = performance.now();
    let folder: string | undefined;
    const slow = setTimeout(() => this.happen('stalled'), this.#engine.startMilliseconds);
    try {
      const parent = await this.#options.workDirectory();
      // A cleaner of temporary files may have deleted the folder of all engines.
      await mkdir(parent, { recursive: true });
      folder = await mkdtemp(join(parent, `${this.#engine.kind}-`));
      this.#stop.signal.throwIfAborted();
      const process = await this.#engine.start(folder, this.#stop.signal);
      clearTimeout(slow);
      this.#process = process;
      void process.gone.then((error) => this.happen(eventOf(error), error));
      await this.#warmUp(process, began);
    } catch (error) {
      this.happen(eventOf(error), error);
    } finally {
      clearTimeout(slow);
      // Only now is it known what there is to end.
      if (this.#stop.signal.aborted) await this.#remove(folder);
      else this.#stop.signal.addEventListener('abort', () => void this.#remove(folder));
    }
  }

  async #warmUp(process: EngineProcess, began: number): Promise<void> {
    const started = performance.now();
    const tooSlow = setTimeout(() => this.happen('stalled'), warmUpMilliseconds);
    try {
      await this.#untilCondemned(() => process.run(this.#engine.warmUp));
    } finally {
      clearTimeout(tooSlow);
    }
    this.#options.log('info', 'An engine is warm.', {
      kind: this.#engine.kind,
      startMilliseconds: Math.round(started - began),
      warmUpMilliseconds: Math.round(performance.now() - started),
    });
    this.happen('warmedUp');
  }

  /**
   * Does one piece of work; the engine was marked `taken` before.
   * @param milliseconds longest time that it may take
   * @throws ConveyorError; the signal's reason when it is aborted
   */
  async run(task: EngineTask, signal: AbortSignal, milliseconds: number): Promise<EngineResult> {
    const process = this.#process;
    if (!process || this.state !== 'busy') throw this.#failure ?? new ConveyorError('engine_failed');
    const abort = () => this.happen('aborted', signal.reason);
    const late = setTimeout(() => this.happen('timedOut'), milliseconds);
    const look = setInterval(() => this.#weigh(), lookEvery);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const result = await this.#untilCondemned(() => process.run(task));
      this.#jobs++;
      this.#weigh();
      return result;
    } catch (error) {
      if (error instanceof DocumentRefused) throw refused(error);
      // This process has no descriptor left. That is no fault of the engine or the document.
      if (isOutOfDescriptors(error)) throw new ConveyorError('unavailable', { cause: error });
      this.happen(eventOf(error), error);
      // The engine was condemned, here or before: its job is told why.
      throw this.#failure;
    } finally {
      clearTimeout(late);
      clearInterval(look);
      signal.removeEventListener('abort', abort);
      this.happen('done');
    }
  }

  /** Applies what happened; the table of states says what it means. Whoever is condemned is killed. */
  happen(event: EngineEvent, cause?: unknown): void {
    const next = nextState(this.state, event);
    if (!next) return;
    const before = this.state;
    this.state = next;
    if (next !== 'condemned') return;
    this.reason = event;
    this.#options.log(event === 'closed' ? 'debug' : 'warn', 'An engine is condemned.', {
      kind: this.#engine.kind,
      reason: event,
      state: before,
      jobs: this.#jobs,
      ...(event !== 'aborted' && cause instanceof Error ? { cause: cause.message, ...endOf(cause) } : {}),
    });
    this.#failure =
      event === 'aborted' ? cause : (failures[event]?.() ?? new ConveyorError('engine_failed', { cause }));
    this.#tell?.(this.#failure);
    this.#stop.abort();
  }

  view(): EngineView {
    const { kind, sandbox } = this.#engine;
    const pid = this.#process?.pid;
    const view = { kind, state: this.state, pid, jobs: this.#jobs, residentBytes: residentBytes(pid) };
    return sandbox === undefined ? view : { ...view, sandbox };
  }

  #weigh(): void {
    if (residentBytes(this.#process?.pid) > this.#options.maximumResidentBytes) this.happen('outgrown');
  }

  /** Not a race with a promise that lives as long as the engine: that would keep the result of every race. */
  async #untilCondemned(work: () => Promise<EngineResult>): Promise<EngineResult> {
    if (this.state === 'condemned') throw this.#failure;
    const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
    this.#tell = reject;
    try {
      work().then(resolve, reject);
      return await promise;
    } finally {
      this.#tell = undefined;
    }
  }

  /** What can't be removed is left to the system, and to the next process that starts. */
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

/** How the engine's process ended, where that condemned it. */
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
