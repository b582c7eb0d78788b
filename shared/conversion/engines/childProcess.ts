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
  readonly gone: Promise<void>;
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
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
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
    this.gone = new Promise((done) => {
      const end = (_code?: unknown, signal?: unknown) => {
        // What it started may live on.
        if (leads && child.pid !== undefined) endGroup(child.pid);
        // So V8 ends a process whose heap is full.
        const error = new (signal === 'SIGABRT' ? EngineOutgrown : Error)('The child process ended.');
        reject(error);
        for (const waiting of this.#waiting.values()) waiting.reject(error);
        this.#waiting.clear();
        // Whoever waits for an answer is told before those who watch the process.
        setImmediate(done);
      };
      child.once('exit', end);
      // More than one may come, and the second must not end the app.
      child.on('error', () => end());
    });
    // Whoever waits for the start sees the failure; a process killed before anyone waits must not end the app.
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
    if (this.#leads && pid !== undefined && exitCode === null && signalCode === null) endGroup(pid);
    else this.#child.kill('SIGKILL');
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
