import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

/**
 * A file of the file system, for `submit`, `convert` and `upload`. It is read while it is sent.
 * @param name its name in the request; its extension determines the format
 * @throws Error of Node.js if it cannot be read
 */
export async function openFile(path: string, name = basename(path)): Promise<File> {
  return new File([await openAsBlob(path)], name);
}
