import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDirectory } from './cloud/lock.ts';

/**
 * Creates the data folder and locks it for this process: two writers would corrupt its journals. The lock ends with the process.
 * @param fresh deletes the data of earlier runs first. Other files in the folder are kept: the user chooses the folder.
 * @returns the paths of the folder and of the cloud's folder in it
 * @throws Error if another process holds the lock
 */
export async function lockDataFolder(
  folder: string,
  fresh: boolean,
): Promise<{ path: string; cloud: string }> {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  await lockDirectory(path).catch((cause: unknown) => {
    const message = `Another Conveyor uses ${path}. Stop it, or set CONVEYOR_DATA to another folder.`;
    throw new Error(message, { cause });
  });
  const cloud = join(path, 'cloud');
  if (fresh && existsSync(cloud)) {
    console.log(`Deleting the data of earlier runs: ${cloud}`);
    rmSync(cloud, { recursive: true });
  }
  return { path, cloud };
}
