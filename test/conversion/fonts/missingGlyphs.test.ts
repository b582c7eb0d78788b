import { describe, expect, it } from 'vitest';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { withPdf } from '../../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { docx, paragraph } from '../ooxml.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';

const pageBreak = '<w:pageBreakBefore/>';
const page = (body: string) => Buffer.from(`<!doctype html><meta charset="utf-8">${body}`);

/** Documents with a paragraph on each page, by engine. */
const engines: Record<string, (paragraphs: string[]) => Promise<{ name: string; bytes: Uint8Array }>> = {
  LibreOffice: async (paragraphs) => ({
    name: 'text.docx',
    bytes: await docx(paragraphs.map((text, i) => paragraph(text, i > 0 ? pageBreak : '')).join('')),
  }),
  Chromium: async (paragraphs) => ({
    name: 'text.html',
    bytes: page(paragraphs.map((text) => `<p style="break-after:page">${text}</p>`).join('')),
  }),
};

/** Characters of scripts that no font has. */
const cuneiform = '𒀀𒀁';
const phagsPa = 'ꡀꡁ';

const texts: Readonly<Record<string, string>> = {
  emoji: '😀🚀❤️👩‍💻🇫🇷1️⃣',
  'mathematical letters': '𝐀𝒵𝔅𝟘ℝ',
  'combining marks': 'éa̐o͡u ö̲',
  Arabic: 'عربي',
  Devanagari: 'क्षत्रिय हिन्दी',
  Thai: 'ภาษาไทย ปี่',
  'ideographs of extension B': '𠮷𠀀𪛖',
  'characters without a glyph': `${cuneiform}${phagsPa}`,
};

/** Visible characters, sorted: a PDF may join, split and reorder others. */
const charactersOf = (text: string) =>
  [...text.normalize('NFD')].filter((each) => !/[\s\p{Cf}\p{Variation_Selector}]/u.test(each)).toSorted();

describe.each(Object.entries(engines))('%s', (_engine, document) => {
  const convert = async (paragraphs: string[], ...steps: object[]) =>
    sharedConverter.convert({
      files: [await document(paragraphs)],
      steps: stepsSchema.parse(steps),
      signal: never,
    });

  it('warns of characters without a glyph, with the first page', async () => {
    const { warnings } = await convert(['plain', `a ${cuneiform} b`, phagsPa], {
      type: 'convert',
      to: 'pdf',
    });
    expect(warnings).toEqual([{ code: 'glyphs_missing', detail: expect.any(String), page: 2 }]);
    for (const name of ['“𒀀” (U+12000)', '“𒀁” (U+12001)', '“ꡀ” (U+A840)', '“ꡁ” (U+A841)'])
      expect(warnings[0]?.detail).toContain(name);
  });

  it('does not warn of characters that have a glyph', async () => {
    const { warnings } = await convert(['😀 𝐀 বাংলা ∀ → “x” 日本語'], { type: 'convert', to: 'pdf' });
    expect(warnings).toEqual([]);
  });

  it('keeps every character in the text, and no U+0000', async () => {
    const pdf = { type: 'convert', to: 'pdf' };
    const { files } = await convert(Object.values(texts), pdf, { type: 'text', separator: '\f' });
    const pages = Buffer.from(files[0]?.bytes ?? [])
      .toString()
      .split('\f');
    for (const [i, [kind, text]] of Object.entries(texts).entries())
      expect(charactersOf(pages[i] ?? '').join(' '), kind).toBe(charactersOf(text).join(' '));
    const { files: pdfs } = await convert(Object.values(texts), pdf);
    expect(await codesIn(pdfs[0]?.bytes ?? new Uint8Array())).not.toContain(0);
  });
});

it('the refusal of PDF/A names the characters without a glyph', async () => {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', pdfa: 'PDF/A-2b' }]);
  const files = [{ name: 'text.html', bytes: page(`<p>a ${cuneiform}`) }];
  await expect(sharedConverter.convert({ files, steps, signal: never })).rejects.toMatchObject({
    code: 'pdfa_not_possible',
    detail: expect.stringMatching(/“𒀀” \(U\+12000\)|“𒀁” \(U\+12001\)/),
  });
});

/** The code points that PDFium reads on all pages. */
function codesIn(pdf: Uint8Array): Promise<number[]> {
  return withPdf(pdf, (module, document) =>
    Array.from({ length: module.FPDF_GetPageCount(document) }, (_, index) => {
      const loaded = module.FPDF_LoadPage(document, index);
      const text = module.FPDFText_LoadPage(loaded);
      const codes = Array.from({ length: module.FPDFText_CountChars(text) }, (_code, at) =>
        module.FPDFText_GetUnicode(text, at),
      );
      module.FPDFText_ClosePage(text);
      module.FPDF_ClosePage(loaded);
      return codes;
    }).flat(),
  );
}
