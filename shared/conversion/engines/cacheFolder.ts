import { access, constants, mkdir, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes the folder for unpacked files, which only this user may own.
 * @param chosen path; by default the user's cache, or a folder in the temporary folder if the cache is not writable
 * @returns its path
 * @throws Error if the folder cannot be made, is not writable or belongs to another user
 */
export async function cacheFolder(chosen?: string): Promise<string> {
  const candidates = chosen ? [chosen] : defaults();
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await checkOwner(folder);
      await access(folder, constants.W_OK);
      return folder;
    } catch (error) {
      if (folder === candidates.at(-1)) throw error;
    }
  }
  throw new Error('There is no writable cache folder.');
}

function defaults(): string[] {
  const user = process.getuid?.() ?? 'user';
  return [join(homedir(), '.cache', 'conveyor'), join(tmpdir(), `conveyor-${user}`)];
}

/** Another user could create a folder of this name in the shared temporary folder and place programs in it. */
async function checkOwner(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${folder} belongs to another user.`);
}
