import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = 'conveyor-engines-';

/**
 * Makes the folder in which the engines of this process have theirs, and removes those that processes left behind that were
 * killed: nobody else does.
 */
export async function makeEngineFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = /^conveyor-engines-(\d+)-/.exec(name)?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    // Another user's, or one that a dying process still writes to: it keeps nobody from starting.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
  return mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

/** A number that another process has by now counts as alive: its folder waits for the next time. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
