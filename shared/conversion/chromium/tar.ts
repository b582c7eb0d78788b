import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/**
 * Unpacks the regular files of a tar archive (POSIX ustar, short names) into a folder. tar-fs would add eleven packages to the
 * bundle, for links and long names that the archives of @sparticuz/chromium do not have.
 */
export async function untar(archive: Buffer, folder: string): Promise<void> {
  const field = (at: number, length: number) =>
    archive.toString('latin1', at, at + length).split('\0', 1)[0] ?? '';
  let at = 0;
  while (at + 512 <= archive.length && archive[at] !== 0) {
    const size = Number.parseInt(field(at + 124, 12), 8) || 0;
    const path = join(folder, field(at, 100));
    if (!resolve(path).startsWith(resolve(folder) + sep))
      throw new Error(`The archive entry ${path} is outside its folder.`);
    if (['0', ''].includes(field(at + 156, 1))) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, archive.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
