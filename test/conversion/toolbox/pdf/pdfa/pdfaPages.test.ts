import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { stepsSchema } from '../../../../../shared/conversion/steps/steps.ts';
import { meanDifference, pixelsOf } from '../../../pictures.ts';
import { readPdf } from '../../../readPdf.ts';
import { never } from '../../../sample.ts';
import { sharedConverter } from '../../../sharedConverter.ts';
import { faultsOf } from './pdfaRules.ts';

async function print(name: string, content: string, options: object): Promise<Uint8Array> {
  const files = [{ name, bytes: Buffer.from(content) }];
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...options }]);
  const { files: made } = await sharedConverter.convert({ files, steps, signal: never });
  return made[0]?.bytes ?? new Uint8Array();
}

const red = (alpha: number) =>
  sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 255, g: 0, b: 0, alpha } } });
const source = async (alpha: number) =>
  `data:image/png;base64,${(await red(alpha).png().toBuffer()).toString('base64')}`;
const jpeg = `data:image/jpeg;base64,${(await red(1).jpeg().toBuffer()).toString('base64')}`;

/** Pages that every part allows. */
const plain: Readonly<Record<string, [name: string, content: string, options?: object]>> = {
  text: ['a.html', '<title>A & B</title><h1>Head</h1><p>text <b>bold</b> <i>it</i> <code>code</code>'],
  scripts: ['a.html', '<p>日本語 한국어 العربية עברית हिन्दी ไทย Ελληνικά кириллица ✓'],
  'vertical text': [
    'a.html',
    '<html lang=ja><div style="writing-mode:vertical-rl">縦書きの文章、です。</div>',
  ],
  links: ['a.html', '<a href="https://example.com/">out</a> <a href="#x">in</a><h2 id=x>Here</h2>'],
  'a gradient': ['a.html', '<div style="background:linear-gradient(45deg,red,blue);height:99px">x</div>'],
  pictures: ['a.html', `<img src="${await source(1)}"><img src="${jpeg}">`],
  'a drawing': [
    'a.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><circle r="40"/></svg>',
  ],
  Markdown: ['a.md', '# Title\n\n- one\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n'],
  'a footer': ['a.html', '<p>x', { footerTemplate: '<p style="font-size:9px">foot', marginBottom: '2cm' }],
  'a form': ['a.html', '<form><input value=abc><select><option>one</select><button>Go</button></form>'],
  'no tags': ['a.html', '<h1>x</h1>', { generateTaggedPdf: false }],
  bookmarks: ['a.html', '<h1>One</h1><h2>Two</h2>', { generateDocumentOutline: true }],
};

/** The PDFs of the plain pages without PDF/A, which all parts are compared with. */
const withoutPdfa = new Map<string, Promise<Uint8Array>>();

/** Pages that only the later parts allow. */
const transparent: Readonly<Record<string, string>> = {
  opacity: '<p style="opacity:.5">pale</p>',
  shadows: '<div style="box-shadow:2px 2px 9px #000;padding:9px">box</div>',
  blending: '<div style="mix-blend-mode:multiply;background:red">x</div><p style="filter:blur(2px)">blur</p>',
  'a picture': `<img src="${await source(0.5)}">`,
  'a drawing': '<svg width=99 height=99><circle r=40 cx=50 cy=50 fill="red" fill-opacity=".3"/></svg>',
};

// Parts 2 and 3 differ only in attached files.
describe.each([1, 3] as const)('PDF/A-%ib of a page', (part) => {
  const pdfa = `PDF/A-${part}b`;

  it.each(Object.entries(plain))('with %s', async (title, [name, content, options = {}]) => {
    const made = await print(name, content, { ...options, pdfa });
    const printing = withoutPdfa.get(title) ?? print(name, content, options);
    withoutPdfa.set(title, printing);
    const without = await printing;
    expect(await faultsOf(made, part)).toEqual([]);
    expect(await readPdf(made)).toEqual(await readPdf(without));
    const [one, other] = await Promise.all([made, without].map((bytes) => pixelsOf({ bytes })));
    expect(meanDifference(one, other)).toBeLessThan(0.01);
  });

  it.each(Object.entries(transparent))('with transparent %s', async (_, content) => {
    const made = print('a.html', content, { pdfa });
    if (part > 1) return expect(await faultsOf(await made, part)).toEqual([]);
    await expect(made).rejects.toMatchObject({
      code: 'pdfa_not_possible',
      detail: expect.stringContaining('use PDF/A-2b'),
    });
  });

  it('with a character that no font has is refused', async () => {
    await expect(print('a.html', '<p>\u{10a3f} \u0378', { pdfa })).rejects.toMatchObject({
      code: 'pdfa_not_possible',
      detail: expect.stringContaining('no font has the characters U+0378, “𐨿” (U+10A3F)'),
    });
  });
});

it('PDF/A keeps the links, bookmarks, tags and language of a page', async () => {
  const page =
    '<html lang=de><h1>Eins</h1><a href="https://example.com/">x</a><a href="#y">y</a><h2 id=y>Zwei</h2>';
  const made = await print('a.html', page, { pdfa: 'PDF/A-2b', generateDocumentOutline: true });
  expect(await faultsOf(made, 2)).toEqual([]);
  const document = await PDFDocument.load(made);
  const { catalog, context } = document;
  expect(catalog.lookup(PDFName.of('MarkInfo'))?.toString()).toContain('/Marked true');
  for (const key of ['StructTreeRoot', 'Outlines', 'Dests', 'Lang'])
    expect(catalog.has(PDFName.of(key))).toBe(true);
  const annotations = document.getPage(0).node.Annots()?.asArray() ?? [];
  const texts = annotations.map((each) => context.lookup(each)?.toString());
  expect(texts).toHaveLength(2);
  expect(texts.join()).toContain('https://example.com/');
});
