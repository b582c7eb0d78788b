import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started, and those have, and so on. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const below = (above: number): number[] =>
    [...parents].filter(([, parent]) => parent === above).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** A process and its descendants, first itself. */
export const familyOf = (pid: number): number[] => [pid, ...descendants(pid)];

/** Whether a process runs; one that has ended and is not buried yet does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Bytes that a process itself holds in memory, without its descendants; 0 where it is gone. */
export function ownBytes(pid: number): number {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** How many files, pipes and sockets a process has open; 0 where it is gone. */
export function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** A process that is never taken for another one: its number may be given again, but not with the moment of its start. */
export interface Seen {
  pid: number;
  started: string;
}

/** Takes note of processes, to ask later whether they are gone. Those that are gone already are left out. */
export function see(pids: number[]): Seen[] {
  return pids.flatMap((pid) => {
    const started = startOf(pid);
    return started === undefined ? [] : [{ pid, started }];
  });
}

/** Those that still run. */
export function stillAlive(seen: Seen[]): Seen[] {
  return seen.filter(({ pid, started }) => isAlive(pid) && startOf(pid) === started);
}

/** In ticks of the kernel since it began: field 22 of `stat`, of which the second alone may hold spaces. */
function startOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The parent of a process; undefined where it is gone. */
export function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It ended since its folder was listed.
    return undefined;
  }
}

/** SIGKILL to all of them at once. One that has ended meanwhile, because another one did, is what was wanted. */
export function killAll(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
