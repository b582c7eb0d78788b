import { acceptedFlags } from '../engines/acceptedFlags.ts';
import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { type Engine, type EngineProcess, EngineStalled, type EngineTask } from '../engines/engine.ts';
import { whenIdle } from '../engines/idleProcess.ts';
import { warmUpDocx } from '../engines/warmUpDocuments.ts';
import type { LibreOfficeStart } from './libreofficeModule.ts';

/** LibreOffice's threads may come to wait for each other, for good. Who does nothing for as long as a start takes will not get anywhere. */
const idleMilliseconds = 1500;

/** LibreOffice as WebAssembly, in a child process. Its operation: `convert` one file, with the option `to`. */
export function libreofficeEngine(options: LibreOfficeStart = {}): Engine {
  return {
    kind: 'libreoffice',
    warmUp: {
      operation: 'convert',
      files: [{ name: 'warm.docx', bytes: warmUpDocx }],
      options: { to: 'pdf' },
    },
    startMilliseconds: 20_000,
    start: (folder, stop) => start(folder, stop, options),
  };
}

const standstill = () => new EngineStalled('LibreOffice came to a standstill.');

/** Flags of V8. Each was measured: processor time of a start and of a document, and memory. */
const flags = [
  // The functions that run most are compiled again by TurboFan, which makes a document a quarter cheaper. By default it
  // compiles many more of them, as many at once as there are processors: seconds and 300 MB that no document gives back.
  '--wasm-tiering-budget=100000000',
  '--wasm-num-compilation-tasks=1',
  // Node 22 has no such flag, and does not inline.
  '--no-wasm-inlining',
  // Of 96 MB of code a document runs a small part; what is never compiled need not be validated either.
  '--wasm-lazy-validation',
  // LibreOffice's objects lie in WebAssembly's memory, not on the heaps of its threads.
  '--max-semi-space-size=1',
];

async function start(folder: string, stop: AbortSignal, options: LibreOfficeStart): Promise<EngineProcess> {
  const entry = childEntry(import.meta.url, 'libreofficeChild');
  const child = new LibreOfficeProcess(entry, folder, await acceptedFlags(flags), options);
  const idle = Promise.withResolvers<never>();
  const unwatch = whenIdle(child.pid, idleMilliseconds, () => idle.reject(standstill()));
  try {
    return await Promise.race([child.started(stop), idle.promise]);
  } catch (error) {
    await child.kill();
    throw error;
  } finally {
    unwatch();
  }
}

class LibreOfficeProcess extends EngineChildProcess {
  override run(task: EngineTask) {
    const idle = Promise.withResolvers<never>();
    const unwatch = whenIdle(this.pid, idleMilliseconds, () => idle.reject(standstill()));
    return Promise.race([super.run(task), idle.promise]).finally(unwatch);
  }
}
