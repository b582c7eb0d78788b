import { childEntry } from './childEntry.ts';
import { EngineChildProcess } from './childProcess.ts';
import { type Engine, type EngineProcess, EngineStalled, type EngineTask } from './engine.ts';
import { whenIdle } from './idleProcess.ts';
import { warmUpDocx } from './warmUpDocuments.ts';

/**
 * About one start in ten, and now and then the first document of a kind, comes to a standstill: LibreOffice's threads
 * wait for each other, for good. Who does nothing for as long as a start takes will not get anywhere.
 */
const idleMilliseconds = 1500;

/** LibreOffice as WebAssembly, in a child process. Its operation: `convert` one file, with the option `to`. */
export function libreofficeEngine(): Engine {
  return {
    kind: 'libreoffice',
    warmUp: {
      operation: 'convert',
      files: [{ name: 'warm.docx', bytes: warmUpDocx }],
      options: { to: 'pdf' },
    },
    startMilliseconds: 20_000,
    start,
  };
}

const standstill = () => new EngineStalled('LibreOffice came to a standstill.');

/** What V8 is told. Each was measured; together they save a second of processor time a start and 100 MB. */
const flags = [
  // Liftoff alone compiles once and is as fast from the second document on; TurboFan beside it costs seconds.
  '--liftoff-only',
  // Of 96 MB of code a document runs a small part; what is never compiled need not be validated either.
  '--wasm-lazy-validation',
  // LibreOffice's objects lie in WebAssembly's memory, not on the heaps of its five threads.
  '--max-semi-space-size=1',
];

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  const child = new LibreOfficeProcess(childEntry(import.meta.url, 'libreofficeChild'), folder, flags);
  const abort = () => void child.kill();
  stop.addEventListener('abort', abort, { once: true });
  const idle = Promise.withResolvers<never>();
  const unwatch = whenIdle(child.pid, idleMilliseconds, () => idle.reject(standstill()));
  try {
    await Promise.race([child.ready, idle.promise]);
  } catch (error) {
    await child.kill();
    throw error;
  } finally {
    unwatch();
    stop.removeEventListener('abort', abort);
  }
  return child;
}

class LibreOfficeProcess extends EngineChildProcess {
  override run(task: EngineTask) {
    const idle = Promise.withResolvers<never>();
    const unwatch = whenIdle(this.pid, idleMilliseconds, () => idle.reject(standstill()));
    return Promise.race([super.run(task), idle.promise]).finally(unwatch);
  }
}
