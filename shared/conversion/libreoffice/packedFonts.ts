import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packedFiles, packedFolder, withPackedFiles } from '../fonts/packedFiles.ts';
import { isIncluded } from './libreofficeFiles.ts';

/**
 * Unpacks the fonts of LibreOffice's packed file system (about 10 MB) for native programs, once for each version of the
 * package and selection of its fonts.
 * @param cache an existing folder to unpack under
 * @returns path of the folder with the fonts
 */
export async function unpackFonts(cache: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packedFolder(), '..', 'package.json'), 'utf8'));
  const files = (await packedFiles()).filter(({ path }) => /\.[ot]tf$/.test(path) && isIncluded(path));
  const names = createHash('sha256')
    .update(files.map(({ path }) => path).join())
    .digest('hex')
    .slice(0, 8);
  const folder = join(cache, `fonts-${version}-${names}`);
  if (await exists(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await withPackedFiles(async (read) => {
      for (const file of files) await writeFile(join(unfinished, basename(file.path)), await read(file));
    });
    // A rename is atomic. If another process was faster, its folder is used.
    await rename(unfinished, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

const exists = (path: string) => stat(path).then(Boolean, () => false);
