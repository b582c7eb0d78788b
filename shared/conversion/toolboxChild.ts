/** Entry of the toolbox's child process: does what it is asked, one thing after another. */
import type { ChildReply, ChildRequest } from './childMessages.ts';
import { DocumentRefused } from './engine.ts';
import { operations } from './toolbox/operations.ts';

/** How V8 and WebAssembly say that there is no more memory. */
const lacksMemory =
  /allocation failed|invalid (typed )?array (buffer )?length|out of memory|\bOOM\b|bad_alloc/i;

const end = () => process.kill(process.pid, 'SIGKILL');
let last: Promise<void> = Promise.resolve();
process.on('message', (request: ChildRequest) => {
  last = last.then(async () => reply(await answer(request)));
});
process.on('disconnect', end);
reply({ type: 'ready' });

function reply(message: ChildReply): void {
  process.send?.(message);
}

async function answer({ id, resources = [], options = {}, ...task }: ChildRequest): Promise<ChildReply> {
  try {
    const operation = await operations[task.operation]?.();
    if (!operation) throw new Error(`The toolbox has no operation “${task.operation}”.`);
    return { type: 'done', id, ...(await operation({ ...task, resources, options })) };
  } catch (error) {
    if (error instanceof DocumentRefused) {
      const { code, detail } = error;
      return { type: 'refused', id, code, ...(detail ? { detail } : {}) };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: 'failed', id, message, outgrown: lacksMemory.test(message) };
  }
}
