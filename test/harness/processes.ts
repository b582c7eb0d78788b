import { readdirSync, readFileSync } from 'node:fs';

/** All descendants of a process. */
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

/** A process followed by its descendants. */
export const processTree = (pid: number): number[] => [pid, ...descendants(pid)];

/** Whether a process is running. Zombies are not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Resident memory of a process in bytes, without its descendants; 0 if it has exited. */
export function ownBytes(pid: number): number {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The number of open file descriptors of a process; 0 if it has exited. */
export function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** A process identity that does not change when the pid is reused: pid and start time. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

/** The identities of running processes, for `stillAlive`. */
export function identify(pids: number[]): ProcessIdentity[] {
  return pids.flatMap((pid) => {
    const started = startOf(pid);
    return started === undefined ? [] : [{ pid, started }];
  });
}

/** The processes that are still running. */
export function stillAlive(identities: ProcessIdentity[]): ProcessIdentity[] {
  return identities.filter(({ pid, started }) => isAlive(pid) && startOf(pid) === started);
}

/** Start time in clock ticks since boot: field 22 of `stat`. Only field 2 can contain spaces. */
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
    // It exited after its folder was listed.
    return undefined;
  }
}

/** The arguments of a process, beginning with its program; empty if it has exited. */
export const argumentsOf = (pid: number): string[] => strings(pid, 'cmdline');

/** The environment of a process as `NAME=value`; empty if it has exited. */
export const environmentOf = (pid: number): string[] => strings(pid, 'environ');

function strings(pid: number, file: 'cmdline' | 'environ'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

/** Sends a signal to all processes. Ignores processes that have already exited. */
export function killAll(pids: number[], signal: NodeJS.Signals = 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
