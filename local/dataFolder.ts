import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A folder that holds everything one Conveyor keeps, taken by this process until it lets go. */
export interface DataFolder {
  path: string;
  release(): void;
}

/**
 * Takes the data folder for this process: two that write to one journal would ruin it.
 * @param fresh Whether everything in it is thrown away first.
 * @throws Error with one clear sentence if another process has it.
 */
export function takeDataFolder(folder: string, fresh: boolean): DataFolder {
  const path = resolve(folder);
  const lock = join(path, 'running.pid');
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const owner = ownerOf(lock);
  if (owner !== undefined)
    throw new Error(
      `Another Conveyor (process ${owner}) works in ${path}. Stop it, or choose another folder with CONVEYOR_DATA.`,
    );
  if (fresh) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  writeFileSync(lock, String(process.pid));
  return { path, release: () => rmSync(lock, { force: true }) };
}

/** The living process that has the folder. One that was killed leaves its number behind, which counts for nothing. */
function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: alive, and somebody else's.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') return Number(readFileSync(lock, 'utf8'));
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
