import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { fontFamilies } from '../../../shared/conversion/fonts/fontFamilies.ts';
import { fontFiles, fontFolders } from '../../../shared/conversion/fonts/fontFiles.ts';
import { fontsConfiguration } from '../../../shared/conversion/fonts/fontsConfiguration.ts';
import { docx, paragraph } from '../ooxml.ts';
import { never, toPdf } from '../sample.ts';

/** A font weight that the app does not use, as a stand-in for an operator's font. */
const folder = join(
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json')),
  '900Black',
);
const family = 'Noto Sans JP Black';
const documents: Record<string, () => Promise<Uint8Array>> = {
  'a.docx': () => docx(paragraph('Black', '', `<w:rFonts w:ascii="${family}" w:hAnsi="${family}"/>`)),
  'a.html': async () => Buffer.from(`<p style="font-family:'${family}'">Black</p>`),
};

async function fontsOf(name: string, options: { fonts: string }): Promise<string[]> {
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

describe.each(Object.keys(documents))('the operator’s font folder, for %s', (name) => {
  it('provides fonts', async () => {
    expect(await fontsOf(name, { fonts: folder })).toContain('NotoSansJP-Black');
  });

  it('may be missing', async () => {
    expect(await fontsOf(name, { fonts: join(folder, 'away') })).not.toContain('NotoSansJP-Black');
  });
});

it('The operator’s font folder is searched recursively.', async () => {
  const parent = dirname(folder);
  expect(fontFiles([parent]).length).toBeGreaterThan(fontFiles(fontFolders()).length / 2);
  expect(fontFiles([parent]).every((path) => /\.ttf$/.test(path))).toBe(true);
});

it('Folder names are escaped in the fontconfig file.', () => {
  expect(fontsConfiguration({ folders: ['/a<b>&c'], cache: '/d' })).toContain('<dir>/a&lt;b&gt;&amp;c</dir>');
});

it('The operator’s fonts are never replaced.', () => {
  const places = { folders: [], cache: '/d' };
  const replaces = (name: string, families?: ReadonlySet<string>) =>
    fontsConfiguration({ ...places, ...(families && { families }) }).includes(`<family>${name}</family>`);
  expect(replaces('Roboto Mono')).toBe(true);
  expect(replaces('Roboto Mono', new Set(['robotomono']))).toBe(false);
});

it('The family names of fonts are read from their files.', () => {
  expect([...fontFamilies(fontFiles([folder]))]).toEqual(['notosansjpblack', 'notosansjp']);
  // A file that is not a font.
  expect(fontFamilies([import.meta.filename])).toEqual(new Set());
});
