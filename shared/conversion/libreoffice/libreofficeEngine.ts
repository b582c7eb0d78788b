import { acceptedFlags } from '../engines/acceptedFlags.ts';
import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { type Engine, type EngineProcess, EngineStalled, type EngineTask } from '../engines/engine.ts';
import { whenIdle } from '../engines/idleProcess.ts';
import { officeWarmUp } from '../engines/warmUpDocuments.ts';
import type { LibreOfficeStart } from './libreofficeModule.ts';

/** LibreOffice's threads can deadlock. A process that is idle for as long as a start takes makes no more progress. */
const idleMilliseconds = 1500;

/** LibreOffice as WebAssembly, in a child process. Its operation: `convert` one file, with the option `to`. */
export function libreofficeEngine(options: LibreOfficeStart = {}): Engine {
  return {
    kind: 'libreoffice',
    warmUp: officeWarmUp,
    startMilliseconds: 60_000,
    start: (folder, stop) => start(folder, stop, options),
  };
}

const stalled = () => new EngineStalled('LibreOffice has stopped making progress.');

/** Flags of V8, chosen by measuring memory and the processor time of a start and of a document. */
const flags = [
  // Only the functions that run most are recompiled by TurboFan, which saves a quarter of the time of a document. The defaults
  // compile many more, on all processors at once, and cost seconds and 300 MB, more than documents save.
  '--wasm-tiering-budget=100000000',
  '--wasm-num-compilation-tasks=1',
  // Node 22 does not have this flag, and does not inline.
  '--no-wasm-inlining',
  // A document uses a small part of 96 MB of code. Functions that are never compiled need no validation.
  '--wasm-lazy-validation',
  // LibreOffice's objects are in WebAssembly memory, not on JavaScript heaps.
  '--max-semi-space-size=1',
];

async function start(folder: string, stop: AbortSignal, options: LibreOfficeStart): Promise<EngineProcess> {
  const entry = childEntry(import.meta.url, 'libreofficeChild');
  const child = new LibreOfficeProcess(entry, folder, await acceptedFlags(flags), options);
  const idle = Promise.withResolvers<never>();
  const unwatch = whenIdle(child.pid, idleMilliseconds, () => idle.reject(stalled()));
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
  override run(task: EngineTask, stop: AbortSignal) {
    const idle = Promise.withResolvers<never>();
    const unwatch = whenIdle(this.pid, idleMilliseconds, () => idle.reject(stalled()));
    return Promise.race([super.run(task, stop), idle.promise]).finally(unwatch);
  }
}
