/**
 * `node build/fontCache.ts`: has an engine scan the fonts that come with the app, and writes down what it found, so that no
 * engine need do it again. To be run when a package of fonts, or LibreOffice's, has another version: a test tells.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { createConverter } from '../shared/conversion/converter.ts';
import { libreofficeFonts } from '../shared/conversion/libreofficeModule.ts';
import { root } from './root.ts';

const target = join(root, 'shared/conversion/fonts/shippedFontCache.ts');
const content = (key: string, kept: string) =>
  `/** Written by \`node build/fontCache.ts\`: what fontconfig finds out of the fonts that come with the app, Brotli in Base64. */
export const shippedFontCache = {
  key: '${key}',
  content:${kept ? `\n   ` : ''} '${kept}',
};
`;

const cacheDirectory = await mkdtemp(join(tmpdir(), 'conveyor-fonts-'));
try {
  // The one that is there must not be taken for the new one.
  await writeFile(target, content('', ''));
  const converter = createConverter({ engines: 1, browsers: 0, cacheDirectory, log: () => undefined });
  await converter.warm();
  const name = await kept();
  await converter.close();
  const { key } = libreofficeFonts({ cache: cacheDirectory }).kept;
  const compressed = brotliCompressSync(await readFile(join(cacheDirectory, name)));
  await writeFile(target, content(key, compressed.toString('base64')));
  console.log(`${target}: ${compressed.length} bytes`);
} finally {
  await rm(cacheDirectory, { recursive: true });
}

async function kept(): Promise<string> {
  for (;;) {
    const name = (await readdir(cacheDirectory)).find((each) => /^fontconfig-[0-9a-f]+$/.test(each));
    if (name) return name;
    await new Promise((soon) => setTimeout(soon, 100));
  }
}
