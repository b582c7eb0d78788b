import { setTimeout as sleep } from 'node:timers/promises';

const controller = new AbortController();
const running = new Set<Promise<unknown>>();
let watching = false;

/**
 * Aborts when the host begins to stop: on SIGTERM or SIGINT, or when it says so by `appTerminate`. Work that runs then
 * gives up, so that its message is visible to another worker at once.
 */
export function draining(): AbortSignal {
  if (!watching) {
    watching = true;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, abort);
  }
  return controller.signal;
}

function abort(): void {
  controller.abort(new Error('The host is stopping.'));
}

/** Notes work that must give its message back before the process may end. */
export async function untilDone<T>(work: Promise<T>): Promise<T> {
  running.add(work);
  try {
    return await work;
  } finally {
    running.delete(work);
  }
}

/**
 * Ends what runs, and waits for it. In Azure the worker is told to stop by its host, not by a signal, and ends the process
 * when its hooks have: so this is one of them.
 */
export async function drain(patienceMilliseconds: number): Promise<void> {
  abort();
  await Promise.race([Promise.allSettled(running), sleep(patienceMilliseconds, undefined, { ref: false })]);
}
