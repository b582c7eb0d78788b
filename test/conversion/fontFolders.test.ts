import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../shared/conversion/converter.ts';
import { fontFiles, fontFolders } from '../../shared/conversion/fonts/fontFiles.ts';
import { fontsConfiguration } from '../../shared/conversion/fonts/fontsConfiguration.ts';
import { shippedFontCache } from '../../shared/conversion/fonts/shippedFontCache.ts';
import { libreofficeFonts } from '../../shared/conversion/libreofficeModule.ts';
import { docx, paragraph } from './ooxml.ts';
import { never, toPdf, until } from './sample.ts';

/** A weight that the app does not carry, as if an operator had put it into a folder. */
const folder = join(
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json')),
  '900Black',
);
const family = 'Noto Sans JP Black';
const documents: Record<string, () => Promise<Uint8Array>> = {
  'a.docx': () => docx(paragraph('Black', '', `<w:rFonts w:ascii="${family}" w:hAnsi="${family}"/>`)),
  'a.html': async () => Buffer.from(`<p style="font-family:'${family}'">Black</p>`),
};

async function fontsOf(
  name: string,
  options: { fonts?: string; cacheDirectory?: string },
): Promise<string[]> {
  const converter = createConverter({ engines: 1, browsers: 1, log: () => undefined, ...options });
  try {
    const bytes = (await documents[name]?.()) ?? new Uint8Array();
    const { files } = await converter.convert({ files: [{ name, bytes }], steps: toPdf, signal: never });
    const raw = Buffer.from(files[0]?.bytes ?? []).toString('latin1');
    return [...raw.matchAll(/\/FontName ?\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, font = '']) => font);
  } finally {
    await converter.close();
  }
}

describe.each(Object.keys(documents))('the folder of an operator, for %s', (name) => {
  it('has its fonts used', async () => {
    expect(await fontsOf(name, { fonts: folder })).toContain('NotoSansJP-Black');
  });

  it('is not needed, and may be away', async () => {
    expect(await fontsOf(name, { fonts: join(folder, 'away') })).not.toContain('NotoSansJP-Black');
  });
});

it('An operator’s folder is searched with all below it, for fonts.', async () => {
  const parent = dirname(folder);
  expect(fontFiles([parent]).length).toBeGreaterThan(fontFiles(fontFolders()).length / 2);
  expect(fontFiles([parent]).every((path) => /\.ttf$/.test(path))).toBe(true);
});

it('A folder’s name is no part of the markup.', () => {
  expect(fontsConfiguration({ folders: ['/a<b>&c'], cache: '/d' })).toContain('<dir>/a&lt;b&gt;&amp;c</dir>');
});

it('What comes with the app is of the fonts that are installed: if not, run `node build/fontCache.ts`.', () => {
  const { kept } = libreofficeFonts({ cache: tmpdir() });
  expect(kept.key).toBe(shippedFontCache.key);
});

describe('what an engine has found out of an operator’s fonts', () => {
  let cacheDirectory = '';
  beforeAll(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'conveyor-fonts-'));
  });
  afterAll(() => rm(cacheDirectory, { recursive: true }));

  const kept = async () => {
    const name = (await readdir(cacheDirectory)).find((each) => /^fontconfig-[0-9a-f]+$/.test(each));
    return name ? join(cacheDirectory, name) : undefined;
  };

  it('is kept for the next', async () => {
    const converter = createConverter({
      engines: 1,
      browsers: 0,
      cacheDirectory,
      fonts: folder,
      log: () => undefined,
    });
    await converter.warm();
    let path: string | undefined;
    void (async () => {
      while (!path) {
        await new Promise((soon) => setTimeout(soon, 20));
        path = await kept();
      }
    })();
    await until(() => path !== undefined);
    await converter.close();
    const content = await readFile(path ?? '');
    expect(content.subarray(0, 4).toString('hex')).toBe('04fc02fc');
    expect(content.readUInt32LE(8)).toBe(content.byteLength);
    for (const name of ['NotoSansJP', 'LiberationSans-Regular', 'NotoSansThai'])
      expect(content.includes(name)).toBe(true);
    const { mtimeMs } = await stat(path ?? '');
    expect(await fontsOf('a.docx', { cacheDirectory, fonts: folder })).toContain('NotoSansJP-Black');
    expect((await stat(path ?? '')).mtimeMs).toBe(mtimeMs);
  });

  it.each<[string, (content: Buffer) => Buffer]>([
    ['cut off', (content: Buffer) => content.subarray(0, 5000)],
    [
      'of another format',
      (content: Buffer) => Buffer.concat([Buffer.from('deadbeef', 'hex'), content.subarray(4)]),
    ],
    ['empty', () => Buffer.alloc(0)],
  ])('is found out again where it is %s', async (_what, damage) => {
    const path = (await kept()) ?? '';
    const content = await readFile(path);
    await writeFile(path, damage(content));
    expect(await fontsOf('a.docx', { cacheDirectory, fonts: folder })).toContain('NotoSansJP-Black');
    await writeFile(path, content);
  });
});
