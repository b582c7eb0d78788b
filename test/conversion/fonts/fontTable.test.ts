import { describe, expect, it } from 'vitest';
import { docx, paragraph } from '../ooxml.ts';
import { never, toPdf } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { described, describingDocuments } from './describedFonts.ts';
import { fontsOfLines } from './fontsOfLines.ts';

const convert = (name: string, bytes: Uint8Array) =>
  sharedConverter.convert({ files: [{ name, bytes }], steps: toPdf, signal: never });

async function fontsIn(name: string, bytes: Uint8Array) {
  const { files } = await convert(name, bytes);
  return fontsOfLines(files[0]?.bytes ?? new Uint8Array());
}

/** Fonts, and the PostScript names of their replacements. */
const replaced: Readonly<Record<string, string>> = {
  Arial: 'LiberationSans',
  Helvetica: 'LiberationSans',
  'Arial Narrow': 'LiberationSansNarrow',
  'Times New Roman': 'LiberationSerif',
  Times: 'LiberationSerif',
  'Courier New': 'LiberationMono',
  Courier: 'LiberationMono',
  Calibri: 'Carlito',
  'Calibri Light': 'Carlito',
  Aptos: 'Carlito',
  Cambria: 'Caladea-Regular',
  Georgia: 'Gelasio-Regular',
  Consolas: 'LiberationMono',
  Menlo: 'LiberationMono',
  Monaco: 'LiberationMono',
  'SF Mono': 'LiberationMono',
  'Lucida Console': 'LiberationMono',
  'Roboto Mono': 'LiberationMono',
  'Segoe UI': 'LiberationSans',
  Verdana: 'LiberationSans',
  Tahoma: 'LiberationSans',
  'Trebuchet MS': 'LiberationSans',
  'Helvetica Neue': 'LiberationSans',
  Roboto: 'LiberationSans',
  Montserrat: 'LiberationSans',
  Garamond: 'LiberationSerif',
  'Palatino Linotype': 'LiberationSerif',
  'Playfair Display': 'LiberationSerif',
};
const expected = Object.fromEntries(Object.entries(replaced).map(([name, font]) => [`${name} 0123`, [font]]));

describe('the table of fonts', () => {
  it('gives a font of the same widths or the same kind in an office document', async () => {
    const body = Object.keys(replaced).map((name) =>
      paragraph(`${name} 0123`, '', `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`),
    );
    expect(await fontsIn('fonts.docx', await docx(body.join('')))).toEqual(expected);
  });

  it('gives a font of the same widths or the same kind on a page', async () => {
    const body = Object.keys(replaced).map((name) => `<p style="font-family:'${name}'">${name} 0123</p>`);
    const html = Buffer.from(`<!doctype html><meta charset="utf-8">${body.join('')}`);
    expect(await fontsIn('fonts.html', html)).toEqual(expected);
  });

  it('warns of each font whose replacement has other widths', async () => {
    const names = ['Arial', 'Calibri', 'Georgia', 'Verdana', 'Verdana', 'Consolas', 'Liberation Sans'];
    const body = names.map((name) => paragraph('x', '', `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`));
    const { warnings } = await convert('fonts.docx', await docx(body.join('')));
    expect(warnings).toEqual([
      {
        code: 'font_replaced',
        detail:
          'The font “Verdana” is not available. Its text is set in “Liberation Sans”, which has other widths.',
      },
      {
        code: 'font_replaced',
        detail:
          'The font “Consolas” is not available. Its text is set in “Liberation Mono”, which has other widths.',
      },
    ]);
  });
});

describe.each(Object.entries(describingDocuments))('%s', (name, bytes) => {
  it('gives unknown fonts the replacement that the document describes, or a sans font', async () => {
    const { files, warnings } = await convert(name, await bytes());
    expect(await fontsOfLines(files[0]?.bytes ?? new Uint8Array())).toEqual(
      Object.fromEntries(described.map((font) => [`${font.name} text`, [font.replacement]])),
    );
    expect(warnings.map(({ detail }) => /“([^”]*)”/.exec(detail)?.[1])).toEqual(
      described.map((font) => font.name),
    );
  });
});
