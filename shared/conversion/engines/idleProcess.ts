import { readdirSync, readFileSync } from 'node:fs';

const pollMilliseconds = 250;

/** Share of one processor below which a process is idle. Threads that wait for each other still wake up now and then. */
const idleShare = 0.04;

/**
 * Watches a process that should be busy, and calls back when it has neither used the processor, nor waited for one, nor read
 * files for a time. A process that is slow, or gets no processor time because the machine is busy, does one of these. Never calls
 * back on systems other than Linux.
 * @param milliseconds how long it may be idle
 * @returns a function that stops the watch
 */
export function whenIdle(pid: number | undefined, milliseconds: number, onIdle: () => void): () => void {
  // Read at the first poll, because most tasks end before it.
  let last: Activity | undefined;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = activityOf(pid);
    const elapsed = performance.now() - since;
    if (!now || !last || isActive(last, now, elapsed)) {
      last = now;
      since = performance.now();
    } else if (elapsed > milliseconds) {
      clearInterval(timer);
      onIdle();
    }
  }, pollMilliseconds);
  return () => clearInterval(timer);
}

export interface Activity {
  /** Processor time in ticks (10 ms). */
  ticks: number;
  /** Time in ms for which its threads were runnable and waited for a processor. */
  delay: number;
  /** Bytes that it read. */
  read: string;
}

/** Whether a process was active between two readings. */
export function isActive(last: Activity, now: Activity, elapsed: number): boolean {
  const idle = elapsed * idleShare;
  return (
    now.ticks - last.ticks > 1 + idle / 10 ||
    now.delay - last.delay > 10 + idle ||
    // A thread has ended, and its delay is no longer counted.
    now.delay < last.delay ||
    now.read !== last.read
  );
}

function activityOf(pid: number | undefined): Activity | undefined {
  if (pid === undefined) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const read = /^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? '';
    return { ticks: Number(fields[11]) + Number(fields[12]), delay: runDelayOf(pid), read };
  } catch {
    return undefined;
  }
}

/** The run delay of all threads in ms: the second number of schedstat, in ns. 0 on kernels that do not record it. */
function runDelayOf(pid: number): number {
  let delay = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      delay += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
    } catch {
      // The thread has ended since the folder was listed, or the kernel records no statistics.
    }
  }
  return delay;
}
