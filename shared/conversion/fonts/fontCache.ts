import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { FileModule } from '../libreofficeFileSystem.ts';
import { fontsConfiguration } from './fontsConfiguration.ts';
import { shippedFontCache } from './shippedFontCache.ts';

/** The folder of fonts in the engine. */
export const fontFolder = '/instdir/share/fonts/truetype';

const configuration = '/instdir/share/fontconfig';

/** What fontconfig asks of what it kept: the folder's time. Any will do that is always the same; ms. */
const folderTime = 1_700_000_000_000;

/** What it keeps lies in a file of this name (fcarch.h, fcint.h: 32 bits, doubles aligned to 8, format 9). */
const cacheName = `${createHash('md5').update(fontFolder).digest('hex')}-le32d8.cache-9`;

/** `FC_CACHE_MAGIC_ALLOC`, which what was scanned bears in memory, with the format; and `FC_CACHE_MAGIC_MMAP`, in a file. */
const inMemory = Buffer.from('05fc02fc09000000', 'hex');
const inFile = Buffer.from('04fc02fc', 'hex');

/** What fontconfig has found out of a set of fonts, kept from one engine to the next. */
export interface FontCache {
  /** The set, as what comes with the app is told by. */
  readonly key: string;
  /** Configures fontconfig, and puts in what an earlier engine has kept. To be called when all fonts are in place. */
  restore(module: FileModule): void;
  /** Keeps what this engine has scanned, where nothing was kept before. Resolves when that is done or can't be. */
  keep(module: FileModule): Promise<void>;
}

/**
 * Without it fontconfig scans every font in each engine that starts, in thousands of tiny reads; fontconfig can't keep
 * what it found itself, for it wants hard links, which the file system in memory has not. But what it would write lies in
 * its memory as it would be written: one block that refers to itself by offsets only.
 * @param folder to keep it in
 * @param fonts the font files beside those of the package
 * @param version of the package, and of what is carried of it
 */
export function fontCache(folder: string, fonts: readonly string[], version: string): FontCache {
  const path = join(folder, `fontconfig-${keyOf(fonts, version, true)}`);
  const key = keyOf(fonts, version, false);
  let kept = shipped(key) ?? read(path);
  return {
    key,
    restore({ FS }) {
      const cache = `${configuration}/cache`;
      FS.mkdirTree(cache);
      FS.writeFile(`${configuration}/fonts.conf`, fontsConfiguration({ folders: [fontFolder], cache }));
      if (kept) FS.writeFile(`${cache}/${cacheName}`, kept);
      FS.utime(fontFolder, folderTime, folderTime);
    },
    async keep(module) {
      if (kept) return;
      const found = await findIn(() => module.HEAPU8);
      if (!found) return;
      kept = found;
      // Whole or not at all; another engine writes the same.
      writeFileSync(`${path}.${process.pid}`, found);
      renameSync(`${path}.${process.pid}`, path);
    },
  };
}

/** Tells one set of fonts from another: by their names and sizes, and, for what a machine keeps, by their times. */
function keyOf(fonts: readonly string[], version: string, times: boolean): string {
  const files = fonts.map((font) => {
    const { size, mtimeMs } = statSync(font);
    return [basename(font), size, ...(times ? [mtimeMs] : [])];
  });
  return createHash('sha256')
    .update(JSON.stringify([version, fontFolder, files]))
    .digest('hex')
    .slice(0, 32);
}

/** What comes with the app: what is kept of its own fonts. */
function shipped(key: string): Buffer | undefined {
  return shippedFontCache.key === key
    ? brotliDecompressSync(Buffer.from(shippedFontCache.content, 'base64'))
    : undefined;
}

/** What was kept, if it is whole. Anything else is scanned again and kept in its place. */
function read(path: string): Buffer | undefined {
  if (!existsSync(path)) return undefined;
  const content = readFileSync(path);
  const whole = content.length > 40 && content.readUInt32LE(8) === content.length;
  return whole && content.subarray(0, 4).equals(inFile) ? content : undefined;
}

const slice = 16 * 1024 ** 2;

/** Looks for the block in the engine's memory, a slice at a time, so that a document need not wait. */
async function findIn(memory: () => Uint8Array): Promise<Buffer | undefined> {
  for (let from = 0; from < memory().byteLength; from += slice) {
    const { buffer, byteLength } = memory();
    const part = Buffer.from(
      buffer as ArrayBuffer,
      from,
      Math.min(slice + inMemory.length, byteLength - from),
    );
    for (let at = part.indexOf(inMemory); at >= 0; at = part.indexOf(inMemory, at + 1)) {
      const block = blockAt(Buffer.from(buffer as ArrayBuffer), from + at);
      if (block) return block;
    }
    await new Promise((soon) => setImmediate(soon));
  }
  return undefined;
}

/** The block that begins there, if it is that of the fonts (fcint.h, `struct _FcCache`). */
function blockAt(memory: Buffer, at: number): Buffer | undefined {
  const size = memory.readUInt32LE(at + 8);
  const name = memory.readUInt32LE(at + 12);
  const expected = Buffer.from(`${fontFolder}\0`);
  if (size > memory.length - at || name > size - expected.length) return undefined;
  if (!memory.subarray(at + name, at + name + expected.length).equals(expected)) return undefined;
  if (memory.readInt32LE(at + 28) !== folderTime / 1000) return undefined;
  return Buffer.concat([inFile, memory.subarray(at + 4, at + size)]);
}
