import { access, constants, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes the folder for unpacked files, which only this user may own and write to.
 * @param chosen path; by default the user's cache, or a folder in the temporary folder if the cache is not writable
 * @returns its path
 * @throws Error if the folder cannot be made, is not writable, or another user owns it or may write to it
 */
export async function cacheFolder(chosen?: string): Promise<string> {
  const candidates = chosen ? [chosen] : defaultFolders(homedir());
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

/**
 * The folders to try. The images of Azure Functions set HOME to `/home`, the content share that all instances use: it is slow, and
 * another instance could replace the programs in it.
 */
export function defaultFolders(home: string): string[] {
  const user = process.getuid?.() ?? 'user';
  const local = join(tmpdir(), `conveyor-${user}`);
  return home === '/home' ? [local] : [join(home, '.cache', 'conveyor'), local];
}

/** Another user could create a folder of this name in the shared temporary folder and place programs in it. */
async function checkOwner(folder: string): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (!process.getuid) return;
  if (uid !== process.getuid()) throw new Error(`${folder} belongs to another user.`);
  if ((mode & 0o022) !== 0)
    throw new Error(`Other users may write to ${folder}. Remove that permission, or delete the folder.`);
}

/** Age in ms from which an unpacked version is not in use any more. */
const oldMilliseconds = 86_400_000;

/**
 * Deletes versions of a program that another version has replaced.
 * @param kept name of the folder of this version
 * @param prefix start of the names of all versions
 */
export async function deleteOldVersions(parent: string, kept: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name === kept || !name.startsWith(prefix)) continue;
    const { mtimeMs } = await stat(join(parent, name));
    if (Date.now() - mtimeMs > oldMilliseconds)
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
