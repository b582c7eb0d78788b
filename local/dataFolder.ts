import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDirectory } from './cloud/lock.ts';

/**
 * Takes the data folder for this process, until it ends however it ends: two that write to one journal would ruin it.
 * @param fresh Whether everything in it is thrown away first.
 * @returns its path
 * @throws Error with one clear sentence if another process has it
 */
export async function takeDataFolder(folder: string, fresh: boolean): Promise<string> {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  await lockDirectory(path).catch((cause: unknown) => {
    const message = `Another Conveyor works in ${path}. Stop it, or choose another folder with CONVEYOR_DATA.`;
    throw new Error(message, { cause });
  });
  if (fresh) for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
  return path;
}
