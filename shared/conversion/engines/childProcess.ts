import { type ChildProcess, fork } from 'node:child_process';
import { type ChildReply, type ChildRequest, isReply } from './childMessages.ts';
import { endGroup } from './endGroup.ts';
import {
  DocumentRefused,
  EngineOutgrown,
  type EngineProcess,
  type EngineResult,
  EngineStalled,
  type EngineTask,
} from './engine.ts';
import { EngineEnded } from './engineEnded.ts';

/** How much of what a process writes to its standard error is kept, in characters: below its error V8 writes a long stack. */
const keptOutput = 16_384;

const failures = { outgrown: EngineOutgrown, stalled: EngineStalled, other: Error };

interface Waiting {
  resolve(result: EngineResult): void;
  reject(error: Error): void;
}

/**
 * All that is in a child's environment: how glibc keeps memory. Compilers free what they used, and a heap for each thread
 * would hold on to it: 100 MB a LibreOffice.
 */
const environment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** An engine that is a child process of Node: nobody's environment, a folder of its own, a channel for messages. */
export class EngineChildProcess implements EngineProcess {
  readonly pid: number | undefined;
  readonly gone: Promise<Error>;
  readonly #child: ChildProcess;
  readonly #leads: boolean;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /**
   * @param entry path of the child's entry file
   * @param folder its working directory
   * @param flags for Node, such as `--max-old-space-size=512`
   * @param settings what the child is told beforehand, as JSON would hold it
   * @param options.leads whether it starts processes, which end with it
   */
  constructor(
    entry: string,
    folder: string,
    flags: string[],
    settings: object = {},
    { leads = false }: { leads?: boolean } = {},
  ) {
    const child = fork(entry, [JSON.stringify(settings)], {
      execArgv: [...flags, '--disable-warning=ExperimentalWarning'],
      env: environment,
      cwd: folder,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: leads,
    });
    this.#child = child;
    this.#leads = leads;
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
    // There are no pipes where the process could not be started.
    child.stderr?.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-keptOutput);
    });
    this.gone = new Promise((done) => {
      const end = (error: Error) => {
        reject(error);
        for (const waiting of this.#waiting.values()) waiting.reject(error);
        this.#waiting.clear();
        // Jobs that wait for a reply learn of the end before the pool does.
        setImmediate(done, error);
      };
      child.once('exit', () => {
        // What it started may live on, and hold its standard error open.
        if (leads && child.pid !== undefined) endGroup(child.pid);
      });
      // Not on `exit`: what the process wrote last may still be in the pipe.
      child.once('close', (exitCode, signal) => {
        const ended = new EngineEnded({ exitCode, signal, output });
        // V8 aborts a process whose heap is full.
        end(signal === 'SIGABRT' ? new EngineOutgrown(ended.message, { cause: ended }) : ended);
      });
      // It could not be started. More than one error may come, and the second must not end the app.
      child.on('error', end);
    });
    // `started` passes the failure on; a process that is killed before `started` is called must not end the app.
    promise.catch(() => undefined);
  }

  /**
   * Resolves when the child takes work; a start that fails or is stopped leaves no child.
   * @throws Error that tells what the child said, or that it ended
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

  run(task: EngineTask): Promise<EngineResult> {
    const id = ++this.#lastId;
    const request: ChildRequest = { id, ...task };
    const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
    this.#waiting.set(id, { resolve, reject });
    this.#child.send(request, (error) => error && reject(error));
    return promise;
  }

  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      if (this.#leads) endGroup(pid);
      else this.#child.kill('SIGKILL');
    }
    await this.gone;
  }

  #settle(reply: Exclude<ChildReply, { type: 'ready' | 'unready' }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === 'done') waiting?.resolve(reply);
    else if (reply.type === 'refused') waiting?.reject(new DocumentRefused(reply.code, reply));
    else waiting?.reject(new failures[reply.because ?? 'other'](reply.message));
  }
}
