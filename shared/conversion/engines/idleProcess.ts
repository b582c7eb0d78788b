import { readFileSync } from 'node:fs';

const pollMilliseconds = 250;

/** Share of one processor below which a process is idle. Threads that wait for each other still wake up now and then. */
const idleShare = 0.04;

/**
 * Watches a process that should be busy, and calls back when it has neither used the processor nor read files for a time.
 * A process that is slow, or short of processor time, still does both. Never calls back on systems other than Linux.
 * @param milliseconds how long it may be idle
 * @returns a function that stops the watch
 */
export function whenIdle(pid: number | undefined, milliseconds: number, onIdle: () => void): () => void {
  // Read at the first poll, because most tasks end before it.
  let last: ReturnType<typeof activityOf>;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = activityOf(pid);
    const idleTicks = 1 + ((performance.now() - since) / 10) * idleShare;
    if (!now || !last || now.ticks - last.ticks > idleTicks || now.read !== last.read) {
      last = now;
      since = performance.now();
    } else if (performance.now() - since > milliseconds) {
      clearInterval(timer);
      onIdle();
    }
  }, pollMilliseconds);
  return () => clearInterval(timer);
}

/** Processor time of a process in ticks (10 ms), and the number of bytes that it read. */
function activityOf(pid: number | undefined): { ticks: number; read: string } | undefined {
  if (pid === undefined) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const read = /^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? '';
    return { ticks: Number(fields[11]) + Number(fields[12]), read };
  } catch {
    return undefined;
  }
}
