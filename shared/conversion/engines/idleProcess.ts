import { readFileSync } from 'node:fs';

/** How often in ms a process is looked at. */
const lookEvery = 250;

/** Share of one processor below which a process does nothing: threads that wait for each other still look up now and then. */
const idleShare = 0.04;

/**
 * Watches a process that should be busy, and tells when it has neither computed nor read anything to speak of for a
 * while: a process that is merely slow, or starved, does both. Where the system doesn't tell (not Linux), it never happens.
 * @param milliseconds how long it may do nothing
 * @returns what ends the watch
 */
export function whenIdle(pid: number | undefined, milliseconds: number, tell: () => void): () => void {
  // Most work is done before the first look.
  let seen: ReturnType<typeof work>;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = work(pid);
    const idleTicks = 1 + ((performance.now() - since) / 10) * idleShare;
    if (!now || !seen || now.ticks - seen.ticks > idleTicks || now.read !== seen.read) {
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
