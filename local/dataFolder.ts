import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDirectory } from './cloud/lock.ts';

/**
 * Takes the data folder for this process, until it ends however it ends: two that write to one journal would ruin it.
 * @param fresh Whether what an earlier run left is thrown away first. Whatever else lies there stays: the folder may be
 *   any that somebody named.
 * @returns its path, and that of the cloud in it
 * @throws Error with one clear sentence if another process has it
 */
export async function takeDataFolder(
  folder: string,
  fresh: boolean,
): Promise<{ path: string; cloud: string }> {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  await lockDirectory(path).catch((cause: unknown) => {
    const message = `Another Conveyor works in ${path}. Stop it, or choose another folder with CONVEYOR_DATA.`;
    throw new Error(message, { cause });
  });
  const cloud = join(path, 'cloud');
  if (fresh) rmSync(cloud, { recursive: true, force: true });
  return { path, cloud };
}
