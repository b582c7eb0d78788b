import type { ChildReply, ChildRequest } from './childMessages.ts';
import {
  DocumentRefused,
  EngineOutgrown,
  type EngineResult,
  EngineStalled,
  type EngineTask,
} from './engine.ts';

/** Messages of V8 and WebAssembly when memory runs out. */
const outOfMemory =
  /allocation failed|invalid (typed )?array (buffer )?length|out of memory|\bOOM\b|bad_alloc/i;

/** In an engine's child process: runs the requested tasks one after another and replies to each. */
export function takeWork(run: (task: EngineTask) => Promise<EngineResult>): void {
  let last: Promise<void> = Promise.resolve();
  process.on('message', ({ id, ...task }: ChildRequest) => {
    last = last.then(async () => reply(await answer(id, run(task))));
  });
  reply({ type: 'ready' });
}

/** In an engine's child process: sends a message to the worker. */
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

function reasonOf(error: unknown, message: string): { reason?: 'outgrown' | 'stalled' } {
  if (error instanceof EngineStalled) return { reason: 'stalled' };
  return error instanceof EngineOutgrown || outOfMemory.test(message) ? { reason: 'outgrown' } : {};
}
