import { readFileSync } from 'node:fs';

/** Resident memory of one process in bytes. */
export interface ProcessMemory {
  pid: number;
  /** Memory of its own; processes that a browser forks share little of it. */
  own: number;
  /** Pages of files, such as of the executable, which all its processes share. */
  files: number;
}

/** A process and its descendants. Empty if it has ended, or on systems other than Linux. */
export function processMemory(pid: number | undefined): ProcessMemory[] {
  if (pid === undefined) return [];
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
    const memory = { pid, own: bytes('RssAnon') + bytes('RssShmem'), files: bytes('RssFile') };
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [
      memory,
      ...(children ? children.split(' ').flatMap((child) => processMemory(Number(child))) : []),
    ];
  } catch {
    return [];
  }
}

/** Resident memory of a process and its descendants in bytes, with shared pages counted once; 0 on systems other than Linux. */
export function residentBytes(pid: number | undefined): number {
  const all = processMemory(pid);
  return all.reduce((sum, { own }) => sum + own, 0) + Math.max(0, ...all.map(({ files }) => files));
}
