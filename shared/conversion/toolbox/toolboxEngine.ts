import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { confinement } from '../engines/confinement.ts';
import type { Engine, EngineProcess } from '../engines/engine.ts';
import { warmUpPdf } from '../engines/warmUpDocuments.ts';

/**
 * Runs libraries for PDFs, images, templates and text in a child process, so that a document that exploits a library gains
 * only that process. The operations are the table in `toolbox/operations.ts`.
 */
export function toolboxEngine(): Engine {
  return {
    kind: 'toolbox',
    warmUp: { operation: 'countPages', files: [{ name: 'warm.pdf', bytes: warmUpPdf }] },
    startMilliseconds: 20_000,
    start,
  };
}

/** Limit of the JavaScript heap in MB. The pool limits the total memory, including that of native libraries. */
const heapMegabytes = 1024;

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  const entry = childEntry(import.meta.url, 'toolboxChild');
  const flags = [`--max-old-space-size=${heapMegabytes}`, ...confinement(entry, folder, ['--allow-addons'])];
  return new EngineChildProcess(entry, folder, flags).started(stop);
}
