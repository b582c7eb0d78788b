import { type ChildProcess, fork } from 'node:child_process';
import type { ErrorCode } from '../errors.ts';
import { childEntry } from './childEntry.ts';
import {
  DocumentRefused,
  type Engine,
  type EngineProcess,
  EngineStalled,
  type EngineTask,
} from './engine.ts';
import { formatsOf } from './formats.ts';
import { whenIdle } from './idleProcess.ts';
import type { LibreOfficeReply, LibreOfficeRequest } from './libreofficeMessages.ts';
import { warmUpDocx } from './warmUpDocuments.ts';

/** What LibreOffice says of a document that it can't read, and the code it means. Anything else is the engine's fault. */
const refusals: [RegExp, ErrorCode][] = [
  [/type detection aborted/i, 'password_required'],
  [/Failed to load document|loadComponentFromURL/i, 'corrupt_file'],
];

/** What it says where none of the pages asked for exists. */
const noSuchPages = /Failed to save document/i;

/** Wrong turns of the program itself, after which its memory can't be trusted. */
const broken =
  /memory access out of bounds|unreachable|table index|null function|ComponentContext is not avail/i;

/**
 * About one start in ten, and now and then the first document of a kind, comes to a standstill: LibreOffice's threads
 * wait for each other, for good. Who does nothing for as long as a start takes will not get anywhere.
 */
const idleMilliseconds = 1500;

/** LibreOffice as WebAssembly, in a child process. */
export function libreofficeEngine(): Engine {
  return {
    kind: 'libreoffice',
    conversions: { from: formatsOf('libreoffice'), to: ['pdf'] },
    warmUp: { bytes: warmUpDocx, from: 'docx', to: 'pdf' },
    startMilliseconds: 20_000,
    start,
  };
}

const standstill = () => new EngineStalled('LibreOffice came to a standstill.');

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  const child = fork(childEntry(import.meta.url, 'libreofficeChild'), {
    // Liftoff alone compiles once and is as fast from the second document on; TurboFan beside it costs seconds.
    execArgv: ['--liftoff-only', '--disable-warning=ExperimentalWarning'],
    env: {},
    cwd: folder,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const process = new LibreOfficeProcess(child);
  const abort = () => void process.kill();
  stop.addEventListener('abort', abort, { once: true });
  const idle = Promise.withResolvers<never>();
  const unwatch = whenIdle(child.pid, idleMilliseconds, () => idle.reject(standstill()));
  try {
    await Promise.race([process.ready, idle.promise]);
  } catch (error) {
    await process.kill();
    throw error;
  } finally {
    unwatch();
    stop.removeEventListener('abort', abort);
  }
  return process;
}

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
  /** Whether only some of the pages were asked for. */
  somePages: boolean;
}

class LibreOfficeProcess implements EngineProcess {
  readonly pid: number | undefined;
  readonly gone: Promise<void>;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    child.on('message', (reply: LibreOfficeReply) =>
      reply.type === 'ready' ? resolve() : this.#settle(reply),
    );
    this.gone = new Promise((done) => {
      const end = () => {
        const error = new Error('LibreOffice ended.');
        reject(error);
        for (const waiting of this.#waiting.values()) waiting.reject(error);
        this.#waiting.clear();
        done();
      };
      child.once('exit', end);
      // More than one may come, and the second must not end the app.
      child.on('error', end);
    });
    // Whoever waits for `ready` sees the failure; a process killed before anyone waits must not end the app.
    promise.catch(() => undefined);
  }

  convert({ bytes, from, to, pageRanges }: EngineTask): Promise<Uint8Array> {
    const id = ++this.#lastId;
    const filterOptions = pageRanges
      ? JSON.stringify({ PageRange: { type: 'string', value: pageRanges } })
      : '';
    const request: LibreOfficeRequest = { id, bytes, from, to, filterOptions };
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.#waiting.set(id, { resolve, reject, somePages: pageRanges !== undefined });
    this.#child.send(request, (error) => error && reject(error));
    const unwatch = whenIdle(this.pid, idleMilliseconds, () => reject(standstill()));
    return promise.finally(unwatch);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.gone;
  }

  #settle(reply: Exclude<LibreOfficeReply, { type: 'ready' }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === 'done') {
      waiting?.resolve(reply.bytes);
      return;
    }
    const code = refusedWith(reply.message, waiting?.somePages ?? false);
    waiting?.reject(code ? new DocumentRefused(code, reply.message) : new Error(reply.message));
  }
}

function refusedWith(message: string, somePages: boolean): ErrorCode | undefined {
  if (broken.test(message)) return undefined;
  if (somePages && noSuchPages.test(message)) return 'invalid_parameter';
  return refusals.find(([says]) => says.test(message))?.[1];
}
