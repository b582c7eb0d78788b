import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../../shared/conversion/files.ts';
import { rawPdf, streamOf } from '../../../pdfs.ts';
import { readPdf } from '../../../readPdf.ts';
import { jobsOn } from '../../../toolbox.ts';
import { faultsOf } from './pdfaRules.ts';

const { one } = jobsOn();
const archived = (file: NamedFile, part: 1 | 2 | 3) =>
  one(file, { type: 'convert', to: 'pdf', pdfa: `PDF/A-${part}b` });

const embeddable = Object.values(StandardFonts).filter((name) => !/Symbol|Dingbats/.test(name));

async function withStandardFonts(): Promise<NamedFile> {
  const document = await PDFDocument.create();
  for (const name of embeddable)
    document
      .addPage([300, 50])
      .drawText(`Ünder ${name}`, { y: 20, size: 12, font: await document.embedFont(name) });
  return { name: 'a.pdf', bytes: await document.save() };
}

/** @param text operand of `Tj` @param more entries of the font */
function timesPdf(text: string, more: string): NamedFile {
  return {
    name: 'a.pdf',
    bytes: rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      streamOf('', Buffer.from(`BT /F 12 Tf 10 10 Td ${text} Tj ET`)),
      `<</Type/Font/Subtype/Type1/BaseFont/Times-Roman${more}>>`,
    ]),
  };
}

describe('a standard font that is not embedded', () => {
  it.each([1, 2, 3] as const)('gets a font with its metrics in PDF/A-%i', async (part) => {
    const { bytes } = await archived(await withStandardFonts(), part);
    expect(await faultsOf(bytes, part)).toEqual([]);
    expect((await readPdf(bytes)).text.split('\n')).toEqual(embeddable.map((name) => `Ünder ${name}`));
  });

  it.each([
    ['the standard encoding', "(it's)", '', 'it’s'],
    ['the encoding of Mac OS', '(\\200)', '/Encoding/MacRomanEncoding', 'Ä'],
    ['an encoding of its own', '(\\001A)', '/Encoding<</Differences[1/Euro 65/ae]>>', '€æ'],
  ])('keeps %s', async (_what, shown, more, text) => {
    const file = timesPdf(shown, more);
    const { bytes } = await archived(file, 2);
    expect(await faultsOf(bytes, 2)).toEqual([]);
    expect((await readPdf(bytes)).text).toBe(text);
    await expect(archived(file, 1)).rejects.toMatchObject({
      code: 'pdfa_not_possible',
      detail: expect.stringContaining('use PDF/A-2b'),
    });
  });

  it.each([
    ['a width of its own that is wrong', '(A)', '/FirstChar 65/LastChar 65/Widths[600]', '“A”'],
    ['a character that is wider in the other font', '(\\261)', '/Encoding/WinAnsiEncoding', '“±”'],
    ['a code without a character', '(\\200)', '', '“Times-Roman” is not embedded'],
  ])('is refused for %s', async (_what, shown, more, detail) => {
    await expect(archived(timesPdf(shown, more), 2)).rejects.toMatchObject({
      code: 'pdfa_not_possible',
      detail: expect.stringContaining(detail),
    });
  });
});
