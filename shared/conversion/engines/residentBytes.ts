import { readFileSync } from 'node:fs';

/** Resident memory of a process and its descendants in bytes; 0 if it has ended, or on systems other than Linux. */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const own = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const descendants = children ? children.split(' ').map((child) => residentBytes(Number(child))) : [];
    return Number(own) * 1024 + descendants.reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    return 0;
  }
}
