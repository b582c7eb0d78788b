import { access, constants, mkdir, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what is unpacked or read once and kept: this user's and nobody else's.
 * @param chosen the folder to use; by default the user's cache, or one in the temporary folder where that can't be had
 */
export async function cacheFolder(chosen?: string): Promise<string> {
  const candidates = chosen ? [chosen] : defaults();
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await mustBeOurs(folder);
      await access(folder, constants.W_OK);
      return folder;
    } catch (error) {
      if (folder === candidates.at(-1)) throw error;
    }
  }
  throw new Error('There is no folder to keep files in.');
}

function defaults(): string[] {
  const user = process.getuid?.() ?? 'user';
  return [join(homedir(), '.cache', 'conveyor'), join(tmpdir(), `conveyor-${user}`)];
}

/** Another user could have made a folder of this name in the shared temporary folder, with programs of theirs. */
async function mustBeOurs(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${folder} belongs to another user.`);
}
