import { readFileSync } from 'node:fs';

/** How often in ms a process is looked at. */
const lookEvery = 250;

/**
 * Watches a process that should be busy, and tells when it has neither computed nor read anything for a while: a
 * process that is merely slow, or starved, does both. Where the system doesn't tell (not Linux), it never happens.
 * @param milliseconds how long it may do nothing
 * @returns what ends the watch
 */
export function whenIdle(pid: number | undefined, milliseconds: number, tell: () => void): () => void {
  let seen = work(pid);
  let since = performance.now();
  const timer = setInterval(() => {
    const now = work(pid);
    if (!now || !seen || now.ticks > seen.ticks + 1 || now.read !== seen.read) {
      seen = now;
      since = performance.now();
    } else if (performance.now() - since > milliseconds) {
      clearInterval(timer);
      tell();
    }
  }, lookEvery);
  return () => clearInterval(timer);
}

/** Ticks (10 ms) that a process computed, and bytes that it read. */
function work(pid: number | undefined): { ticks: number; read: string } | undefined {
  if (pid === undefined) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const read = /^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? '';
    return { ticks: Number(fields[11]) + Number(fields[12]), read };
  } catch {
    return undefined;
  }
}
