import type { ChildReply, ChildRequest, EndRequest } from './childMessages.ts';
import {
  DocumentRefused,
  EngineOutgrown,
  type EngineResult,
  EngineStalled,
  type EngineTask,
  TaskFailed,
} from './engine.ts';
import { ignoreInterrupts } from './ignoreInterrupts.ts';

/** Messages of V8 and WebAssembly when memory runs out. */
const outOfMemory =
  /allocation failed|invalid (typed )?array (buffer )?length|out of memory|\bOOM\b|bad_alloc/i;

/**
 * In an engine's child process: runs the requested tasks and replies to each. The worker limits how many run at once.
 * @param afterReply prepares for the next task, which no one waits for
 */
export function takeWork(
  run: (task: EngineTask, stop: AbortSignal) => Promise<EngineResult>,
  afterReply: () => void = () => undefined,
): void {
  const running = new Map<number, AbortController>();
  ignoreInterrupts();
  process.on('message', async (message: ChildRequest | EndRequest) => {
    if ('end' in message) return running.get(message.end)?.abort();
    const { id, ...task } = message;
    const stop = new AbortController();
    running.set(id, stop);
    const replied = await answer(id, run(task, stop.signal));
    running.delete(id);
    reply(replied);
    afterReply();
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
    const alone = error instanceof TaskFailed;
    return { type: 'failed', id, message, ...reasonOf(error, message), ...(alone ? { alone } : {}) };
  }
}

function reasonOf(error: unknown, message: string): { reason?: 'outgrown' | 'stalled' } {
  if (error instanceof EngineStalled) return { reason: 'stalled' };
  if (error instanceof TaskFailed) return error.reason === 'outgrown' ? { reason: 'outgrown' } : {};
  return error instanceof EngineOutgrown || outOfMemory.test(message) ? { reason: 'outgrown' } : {};
}
