import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultZipLimits } from '../../../shared/conversion/limits.ts';
import { sofficeEngine } from '../../../shared/conversion/soffice/sofficeEngine.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { xlsx, zipOf } from '../ooxml.ts';
import { pdfOf } from '../pdfs.ts';
import { readPdf } from '../readPdf.ts';
import { never, sample, toPdf } from '../sample.ts';
import { fakeSoffice } from '../soffice/fakeSoffice.ts';

/** A PDF with the text “hello”. */
const pdf = await pdfOf(['hello']);

/** File names without extension that file systems, shells or LibreOffice treat specially. */
const stems = [
  '',
  '.',
  '..',
  '...',
  '._letter',
  '.a',
  '.~lock.letter',
  'lu123.tmp',
  'a.',
  'trailing ',
  ' leading',
  '-h',
  '--infilter=x',
  'a:b*c?"d<e>|f',
  'a%2Fb#c&d',
  '$HOME `id`',
  'nul',
  'größe 日本 🙂',
  'e\u0301',
  'long'.repeat(100),
  '日'.repeat(120),
];

const converter = createConverter({ engines: 1, log: () => undefined });
beforeAll(() => converter.warm());
afterAll(() => converter.close());

const pids = () => converter.engines().map(({ pid }) => pid);
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>';
const contents: Partial<Record<FormatName, Uint8Array>> = {
  docx: (await sample('letter.docx')).bytes,
  pptx: (await sample('slides.pptx')).bytes,
  csv: Buffer.from('a,b\n1,2\n'),
  txt: Buffer.from('hello'),
  html: Buffer.from('<p>hello'),
  md: Buffer.from('# hello'),
  svg: Buffer.from(svg),
  zip: await zipOf({ 'index.html': '<p>hello' }),
};

async function convert(name: string, to: FormatName, bytes?: Uint8Array) {
  const extension = name.slice(name.lastIndexOf('.') + 1) as FormatName;
  const files = [{ name, bytes: bytes ?? contents[extension] ?? Buffer.alloc(0) }];
  const steps = stepsSchema.parse([{ type: 'convert', to }]);
  return (await converter.convert({ files, steps, signal: never })).files;
}

/** The formats of `contents`, grouped by what reads them: LibreOffice, the browser, or the toolbox before one of them. */
const formats: FormatName[][] = [['docx', 'pptx', 'csv'], ['html', 'md', 'zip'], ['txt'], ['svg']];

/** One format of each group. A name without a stem has all of them, because libraries take its extension for the stem. */
const formatsOf = (stem: string, index: number): FormatName[] =>
  /^\.*$/.test(stem) ? formats.flat() : formats.flatMap((each) => each[index % each.length] ?? []);

it('every content is used', () => {
  expect(formats.flat().sort()).toEqual(Object.keys(contents).sort());
});

describe.each(stems.map((stem, index) => [stem, formatsOf(stem, index)] as const))(
  'files with the name “%s”',
  (stem, extensions) => {
    it('are converted, keep their name and crash no engine', async () => {
      const before = pids();
      for (const extension of extensions) {
        const made = await convert(`${stem}.${extension}`, 'pdf');
        expect(made.map(({ name }) => name)).toEqual([`${stem}.pdf`]);
        expect(Buffer.from(made[0]?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-');
        // Some libraries do not recognise `.zip` as an extension, and would print the bytes as text.
        if (extension !== 'svg')
          expect((await readPdf(made[0]?.bytes ?? new Uint8Array())).text).not.toBe('');
      }
      const [text] = await convert(`${stem}.pdf`, 'txt', pdf.bytes);
      expect(text?.name).toBe(`${stem}.txt`);
      expect(String(Buffer.from(text?.bytes ?? [])).trim()).toBe('hello');
      expect(pids()).toEqual(before);
    });
  },
);

it('names the file of a sheet after the workbook', async () => {
  const made = await convert('._book.xlsx', 'csv', await xlsx([['one']], 'Harbour'));
  expect(made.map(({ name }) => name)).toEqual(['._book.csv']);
});

it.each([
  ['prices.csv', 'prices'],
  ['2026 Q1.csv', '2026 Q1'],
  ['a&b<"c">.csv', 'a_b__c__'],
  ['.csv', 'document'],
])('names the sheet of %s “%s”', async (name, expected) => {
  const [made] = await convert(name, 'xlsx', contents.csv);
  const parts = await zipContents(made?.bytes ?? new Uint8Array(), defaultZipLimits, (part) =>
    part.endsWith('workbook.xml'),
  );
  expect(/<sheet name="([^"]*)"/.exec(String(parts.get('xl/workbook.xml')))?.[1]).toBe(expected);
});

it('loads the other files of a job in a page by their names', async () => {
  const files = [
    { name: 'index.html', bytes: Buffer.from('<link rel="stylesheet" href=".css"><p>hello') },
    { name: '.css', bytes: Buffer.from('p::before { content: "styled" }') },
  ];
  const made = (await converter.convert({ files, steps: toPdf, signal: never })).files;
  const [text] = await convert('page.pdf', 'txt', made[0]?.bytes);
  expect(Buffer.from(text?.bytes ?? []).toString()).toContain('styled');
});

it.each(stems)('gives a native LibreOffice a path without the name “%s”', async (stem) => {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-names-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const engine = sofficeEngine({ executable: await fakeSoffice(folder), cache: folder });
  const soffice = await engine.start(folder, never);
  const files = [{ name: `${stem}.docx`, bytes: contents.docx ?? Buffer.alloc(0) }];
  const [made] = (await soffice.run({ operation: 'convert', files, options: { to: 'pdf' } }, never)).files;
  expect(made?.name).toBe(`${stem}.pdf`);
  expect(basename(String(Buffer.from(made?.bytes ?? [])))).toBe('document.docx');
});
