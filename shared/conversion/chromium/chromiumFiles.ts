import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { cacheFolder, deleteOldVersions } from '../engines/cacheFolder.ts';
import { nativeFonts } from '../fonts/nativeFonts.ts';
import { untar } from './tar.ts';

/** Paths of an unpacked Chromium. */
export interface ChromiumFiles {
  executable: string;
  /** Its NSS, NSPR and expat, which minimal systems lack. Undefined for a configured browser, which has its own. */
  libraries: string | undefined;
  fontsConfiguration: string;
}

const require = createRequire(import.meta.url);
const decompress = promisify(brotliDecompress);

/**
 * Unpacks Chromium from its npm package, with fonts, into a folder for this user and version. Done once; takes about
 * 2 s and 200 MB.
 * @param cache the folder to unpack under; by default the user's cache, or the temporary folder without one
 * @param fonts an operator's folder of fonts
 */
export async function unpackChromium(cache?: string, fonts?: string): Promise<ChromiumFiles> {
  const root = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const parent = await cacheFolder(cache);
  const name = `chromium-${version}-${process.arch}`;
  const folder = join(parent, name);
  if (!(await exists(folder))) {
    await unpackInto(folder, join(root, 'bin'));
    await deleteOldVersions(parent, name, 'chromium-');
  }
  return {
    executable: join(folder, 'chromium'),
    libraries: join(folder, 'lib'),
    fontsConfiguration: (await nativeFonts(parent, [join(folder, 'fonts')], fonts)).configuration,
  };
}

async function unpackInto(folder: string, bin: string): Promise<void> {
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const executable = join(unfinished, 'chromium');
    const archives = ['al2023.tar.br', 'fonts.tar.br'].map(async (archive) =>
      untar(await decompress(await readFile(join(bin, archive))), unfinished),
    );
    await Promise.all([
      pipeline(
        createReadStream(join(bin, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(executable),
      ),
      ...archives,
    ]);
    await chmod(executable, 0o700);
    // A rename is atomic. If another process was faster, its folder is used.
    await rename(unfinished, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

const exists = (path: string) => stat(path).then(Boolean, () => false);
