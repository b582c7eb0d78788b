import { readdirSync, readFileSync } from 'node:fs';

/** The processes of a running Conveyor, by their command lines. */
const parts: Record<string, RegExp> = {
  'the app and its host': /local\/host\/main\.ts/,
  engines: /libreofficeChild/,
  'Azurite (blobs, queue)': /cloud\/storage\.ts/,
  'Cosmos DB and vault': /cloud\/services\.ts/,
};

/** The CPU time that each part has used so far, in ms. Linux counts it in units of 10 ms. */
export function processorTimes(): Record<string, number> {
  const times: Record<string, number> = Object.fromEntries(Object.keys(parts).map((name) => [name, 0]));
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const part = Object.keys(parts).find((name) => parts[name]?.test(command));
      if (part) times[part] = (times[part] ?? 0) + timeOf(pid);
    } catch {
      // The process has ended since the folder was listed.
    }
  }
  return times;
}

/** The CPU time in ms that a process has used so far. */
export const processorTimeOf = (pid: number): number => timeOf(String(pid));

/** User and system time: fields 14 and 15 of proc_pid_stat(5), counted from the end of the name, which may contain spaces. */
function timeOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
