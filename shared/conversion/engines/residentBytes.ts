import { readFileSync } from 'node:fs';

/** Bytes that a process and its descendants hold in memory, as Linux tells it; 0 where it doesn't or they are gone. */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const own = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const below = children ? children.split(' ').map((child) => residentBytes(Number(child))) : [];
    return Number(own) * 1024 + below.reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    return 0;
  }
}
