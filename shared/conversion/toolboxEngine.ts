import { childEntry } from './childEntry.ts';
import { EngineChildProcess } from './childProcess.ts';
import type { Engine, EngineProcess } from './engine.ts';
import { warmUpPdf } from './warmUpDocuments.ts';

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

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  const child = new EngineChildProcess(childEntry(import.meta.url, 'toolboxChild'), folder, []);
  const abort = () => void child.kill();
  stop.addEventListener('abort', abort, { once: true });
  try {
    await child.ready;
  } finally {
    stop.removeEventListener('abort', abort);
  }
  return child;
}
