import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { confinement } from '../engines/confinement.ts';
import type { Engine, EngineProcess } from '../engines/engine.ts';
import { warmUpPdf } from '../engines/warmUpDocuments.ts';

/**
 * Everything that is done to PDFs, images, templates and text by libraries, in a child process: what a document does to
 * a library, it does there. Its operations are the table in `toolbox/operations.ts`.
 */
export function toolboxEngine(): Engine {
  return {
    kind: 'toolbox',
    warmUp: { operation: 'countPages', files: [{ name: 'warm.pdf', bytes: warmUpPdf }] },
    startMilliseconds: 20_000,
    start,
  };
}

/** The heap of its JavaScript in MB; what its libraries hold beside it, the pool watches. */
const heapMegabytes = 1024;

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  const entry = childEntry(import.meta.url, 'toolboxChild');
  const flags = [`--max-old-space-size=${heapMegabytes}`, ...confinement(entry, folder, ['--allow-addons'])];
  return new EngineChildProcess(entry, folder, flags).started(stop);
}
