import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { untar } from './tar.ts';

/** Where an unpacked Chromium lies. */
export interface ChromiumFiles {
  executable: string;
  /** Its NSS, NSPR and expat: a bare system has none. Undefined for a configured browser, which brings its own. */
  libraries: string | undefined;
  fontsConfiguration: string | undefined;
}

const require = createRequire(import.meta.url);
const decompress = promisify(brotliDecompress);

/**
 * Unpacks Chromium from its npm package into a folder of this user and version, once (about 2 s and 200 MB).
 * @param cache the folder to unpack under; by default the user's cache, or the temporary folder without one
 */
export async function unpackChromium(cache?: string): Promise<ChromiumFiles> {
  const root = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const name = `chromium-${version}-${process.arch}`;
  for (const parent of cache ? [cache] : defaultCaches()) {
    try {
      await mkdir(parent, { recursive: true, mode: 0o700 });
      await mustBeOurs(parent);
      return await unpackInto(parent, name, join(root, 'bin'));
    } catch (error) {
      if (cache || parent === defaultCaches().at(-1)) throw error;
    }
  }
  throw new Error('There is no folder for Chromium.');
}

function defaultCaches(): string[] {
  const user = process.getuid?.() ?? 'user';
  return [join(homedir(), '.cache', 'conveyor'), join(tmpdir(), `conveyor-${user}`)];
}

/** Another user could have made a folder of this name in the shared temporary folder, with a browser of theirs. */
async function mustBeOurs(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${folder} belongs to another user.`);
}

async function unpackInto(parent: string, name: string, bin: string): Promise<ChromiumFiles> {
  const folder = join(parent, name);
  const files = {
    executable: join(folder, 'chromium'),
    libraries: join(folder, 'lib'),
    fontsConfiguration: join(folder, 'fonts.conf'),
  };
  if (await exists(folder)) {
    await writeWhole(files.fontsConfiguration, fontsConfiguration(folder));
    return files;
  }
  const unfinished = await mkdtemp(join(parent, `${name}-`));
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
    await writeFile(join(unfinished, 'fonts.conf'), fontsConfiguration(folder));
    // A rename is all or nothing; when another process was first, its folder is as good.
    await rename(unfinished, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return files;
}

/** Another process's browser may be reading it. */
async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
}

const exists = (path: string) => stat(path).then(Boolean, () => false);

/** Fonts that stand in for those that pages name, the first that is there; without them all is set in one font. */
const standIns: Record<string, string[]> = {
  serif: ['Liberation Serif', 'Noto Serif', 'DejaVu Serif'],
  monospace: ['Liberation Mono', 'Noto Sans Mono', 'DejaVu Sans Mono'],
  'Times New Roman': ['Liberation Serif', 'Noto Serif', 'DejaVu Serif'],
  'Courier New': ['Liberation Mono', 'Noto Sans Mono', 'DejaVu Sans Mono'],
  Arial: ['Liberation Sans'],
  Calibri: ['Carlito'],
  Cambria: ['Caladea'],
};

function alias([family, others]: [string, string[]]): string {
  const prefer = others.map((other) => `<family>${other}</family>`).join('');
  return `  <alias binding="same"><family>${family}</family><accept>${prefer}</accept></alias>`;
}

/** The system's fonts, where it has any, and the package's own. */
function fontsConfiguration(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join('\n')}
${Object.entries(standIns).map(alias).join('\n')}
  <cachedir>${join(folder, 'fontconfig')}</cachedir>
</fontconfig>
`;
}
