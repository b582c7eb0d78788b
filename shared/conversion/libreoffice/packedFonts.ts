import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isIncluded } from './libreofficeFiles.ts';

const require = createRequire(import.meta.url);

/**
 * Unpacks the fonts of LibreOffice's packed file system (about 10 MB) for native programs, once for each version of the
 * package and selection of its fonts.
 * @param cache an existing folder to unpack under
 * @returns path of the folder with the fonts
 */
export async function unpackFonts(cache: string): Promise<string> {
  const packed = dirname(require.resolve('@matbee/libreoffice-converter/wasm/loader'));
  const { version } = JSON.parse(await readFile(join(packed, '..', 'package.json'), 'utf8'));
  const files = (await packedFiles(packed)).filter(({ path }) => /\.[ot]tf$/.test(path) && isIncluded(path));
  const names = createHash('sha256')
    .update(files.map(({ path }) => path).join())
    .digest('hex')
    .slice(0, 8);
  const folder = join(cache, `fonts-${version}-${names}`);
  if (await exists(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const data = await open(join(packed, 'soffice.data'));
    try {
      for (const { path, start, end } of files) {
        const { buffer } = await data.read(Buffer.alloc(end - start), 0, end - start, start);
        await writeFile(join(unfinished, basename(path)), buffer);
      }
    } finally {
      await data.close();
    }
    // A rename is atomic. If another process was faster, its folder is used.
    await rename(unfinished, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The files in `soffice.data`: Emscripten's file packager lists them in the loader. */
async function packedFiles(packed: string): Promise<{ path: string; start: number; end: number }[]> {
  const loader = await readFile(join(packed, 'soffice.cjs'), 'utf8');
  const entries = loader.matchAll(/filename:"([^"]+)",start:(\d+),end:(\d+)/g);
  return [...entries].map(([, path = '', start, end]) => ({ path, start: Number(start), end: Number(end) }));
}

const exists = (path: string) => stat(path).then(Boolean, () => false);
