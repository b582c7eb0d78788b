import type { ChildReply, ChildRequest } from './childMessages.ts';
import {
  DocumentRefused,
  EngineOutgrown,
  type EngineResult,
  EngineStalled,
  type EngineTask,
} from './engine.ts';

/** How V8 and WebAssembly say that there is no more memory. */
const lacksMemory =
  /allocation failed|invalid (typed )?array (buffer )?length|out of memory|\bOOM\b|bad_alloc/i;

/** In an engine's child process: does what it is asked, one thing after another, and says how it went. */
export function takeWork(run: (task: EngineTask) => Promise<EngineResult>): void {
  let last: Promise<void> = Promise.resolve();
  process.on('message', ({ id, ...task }: ChildRequest) => {
    last = last.then(async () => reply(await answer(id, run(task))));
  });
  reply({ type: 'ready' });
}

/** In an engine's child process: says something to the worker. */
export function reply(message: ChildReply): void {
  process.send?.(message);
}

async function answer(id: number, work: Promise<EngineResult>): Promise<ChildReply> {
  try {
    return { type: 'done', id, ...(await work) };
  } catch (error) {
    if (error instanceof DocumentRefused) {
      const { code, detail, address } = error;
      return { type: 'refused', id, code, ...(detail ? { detail } : {}), ...(address ? { address } : {}) };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: 'failed', id, message, ...reasonOf(error, message) };
  }
}

function reasonOf(error: unknown, message: string): { because?: 'outgrown' | 'stalled' } {
  if (error instanceof EngineStalled) return { because: 'stalled' };
  return error instanceof EngineOutgrown || lacksMemory.test(message) ? { because: 'outgrown' } : {};
}
