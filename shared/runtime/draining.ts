import { setTimeout as sleep } from 'node:timers/promises';

const controller = new AbortController();
const running = new Set<Promise<unknown>>();
let listening = false;

/**
 * A signal that aborts when the host starts to shut down: on SIGTERM, SIGINT or the hook `appTerminate`. Running work then
 * stops, so that its message becomes visible to another worker immediately.
 */
export function draining(): AbortSignal {
  if (!listening) {
    listening = true;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, abort);
  }
  return controller.signal;
}

/** The reason why work is stopped. A planned stop is no fault, so its log line has no stack. */
class HostStopping extends Error {
  constructor() {
    super('The host is stopping.');
    this.stack = this.message;
  }
}

function abort(): void {
  controller.abort(new HostStopping());
}

/** Registers work that must release its message before the process exits. */
export async function trackWork<T>(work: Promise<T>): Promise<T> {
  running.add(work);
  try {
    return await work;
  } finally {
    running.delete(work);
  }
}

/**
 * Aborts running work and waits for it. It runs in a hook, because in Azure the host stops the worker without a signal and the
 * process exits after its hooks.
 */
export async function drain(timeoutMilliseconds: number): Promise<void> {
  abort();
  await Promise.race([Promise.allSettled(running), sleep(timeoutMilliseconds, undefined, { ref: false })]);
}
