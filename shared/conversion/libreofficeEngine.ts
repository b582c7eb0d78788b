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

async function start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
  // Liftoff alone compiles once and is as fast from the second document on; TurboFan beside it costs seconds.
  const child = new LibreOfficeProcess(childEntry(import.meta.url, 'libreofficeChild'), folder, [
    '--liftoff-only',
  ]);
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
