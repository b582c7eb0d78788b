import { type ChildProcess, fork } from 'node:child_process';
import { type ChildReply, type ChildRequest, type EndRequest, isReply } from './childMessages.ts';
import {
  DocumentRefused,
  EngineOutgrown,
  type EngineProcess,
  type EngineResult,
  EngineStalled,
  type EngineTask,
  TaskFailed,
} from './engine.ts';
import { EngineEnded } from './engineEnded.ts';
import { killProcessGroup } from './killProcessGroup.ts';

/** Characters of standard error that are kept, counted from the end. V8 writes a long stack below its error. */
const keptCharacters = 16_384;

const failures = { outgrown: EngineOutgrown, stalled: EngineStalled, other: Error };

interface PendingRequest {
  resolve(result: EngineResult): void;
  reject(error: Error): void;
}

/**
 * The complete environment of a child: settings of glibc's allocator. With one heap for each thread, memory that the
 * compilers free would stay allocated: 100 MB in each LibreOffice.
 */
const environment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** An engine in a child process of Node, with its own working directory and without the app's environment. */
export class EngineChildProcess implements EngineProcess {
  readonly pid: number | undefined;
  readonly gone: Promise<Error>;
  readonly #child: ChildProcess;
  readonly #leadsGroup: boolean;
  readonly #ready: Promise<void>;
  readonly #pending = new Map<number, PendingRequest>();
  #lastId = 0;

  /**
   * @param entry path of the child's entry file
   * @param folder its working directory
   * @param flags for Node, such as `--max-old-space-size=512`
   * @param settings the child's first argument, as JSON
   * @param options.leadsGroup whether it leads a process group, so that processes it starts are killed with it
   */
  constructor(
    entry: string,
    folder: string,
    flags: string[],
    settings: object = {},
    { leadsGroup = false }: { leadsGroup?: boolean } = {},
  ) {
    const child = fork(entry, [JSON.stringify(settings)], {
      execArgv: [...flags, '--disable-warning=ExperimentalWarning'],
      env: environment,
      cwd: folder,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: leadsGroup,
    });
    this.#child = child;
    this.#leadsGroup = leadsGroup;
    this.pid = child.pid;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#ready = promise;
    child.on('message', (reply) => {
      if (!isReply(reply)) void this.kill();
      else if (reply.type === 'ready') resolve();
      else if (reply.type === 'unready') reject(new Error(reply.message));
      else this.#settle(reply);
    });
    let output = '';
    // The pipe is missing if the process could not be started.
    child.stderr?.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-keptCharacters);
    });
    this.gone = new Promise((done) => {
      const end = (error: Error) => {
        reject(error);
        for (const request of this.#pending.values()) request.reject(error);
        this.#pending.clear();
        // The pool is notified after the pending requests are rejected.
        setImmediate(done, error);
      };
      child.once('exit', () => {
        // Processes that it started may still run and hold its standard error open.
        if (leadsGroup && child.pid !== undefined) killProcessGroup(child.pid);
      });
      // On `exit`, the last output may still be in the pipe.
      child.once('close', (exitCode, signal) => {
        const ended = new EngineEnded({ exitCode, signal, output });
        // V8 aborts a process whose heap is full.
        end(signal === 'SIGABRT' ? new EngineOutgrown(ended.message, { cause: ended }) : ended);
      });
      // The process could not be started. `error` can be emitted more than once, and an unhandled one would crash the app.
      child.on('error', end);
    });
    // `started` reports the failure. Without this handler, a kill before `started` would be an unhandled rejection.
    promise.catch(() => undefined);
  }

  /**
   * Resolves when the child accepts requests. If the start fails or is aborted, the child is killed.
   * @throws Error with the child's message, or EngineEnded
   */
  async started(stop: AbortSignal): Promise<this> {
    const abort = () => void this.kill();
    stop.addEventListener('abort', abort, { once: true });
    if (stop.aborted) abort();
    try {
      await this.#ready;
      return this;
    } catch (error) {
      await this.kill();
      throw error;
    } finally {
      stop.removeEventListener('abort', abort);
    }
  }

  run(task: EngineTask, stop: AbortSignal): Promise<EngineResult> {
    const id = ++this.#lastId;
    const request: ChildRequest = { id, ...task };
    const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
    this.#pending.set(id, { resolve, reject });
    this.#child.send(request, (error) => error && reject(error));
    const end = () => this.#child.send({ end: id } satisfies EndRequest, (error) => error && reject(error));
    stop.addEventListener('abort', end, { once: true });
    if (stop.aborted) end();
    return promise.finally(() => stop.removeEventListener('abort', end));
  }

  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      if (this.#leadsGroup) killProcessGroup(pid);
      else this.#child.kill('SIGKILL');
    }
    await this.gone;
  }

  #settle(reply: Exclude<ChildReply, { type: 'ready' | 'unready' }>): void {
    const request = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.type === 'done') request?.resolve(reply);
    else if (reply.type === 'refused') request?.reject(new DocumentRefused(reply.code, reply));
    else if (reply.alone)
      request?.reject(new TaskFailed(reply.reason === 'outgrown' ? 'outgrown' : 'crashed', reply.message));
    else request?.reject(new failures[reply.reason ?? 'other'](reply.message));
  }
}
