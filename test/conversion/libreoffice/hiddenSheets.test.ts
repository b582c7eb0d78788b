import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { changed } from '../linkedDocuments.ts';
import { relations } from '../ooxml.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { type Sheet, workbook } from '../workbooks.ts';
import { encryptedXls } from './encryptedXls.ts';
import { xmlSpreadsheet } from './inputDocuments.ts';

/** A workbook whose formulas can refer to a sheet of another workbook, whose cell A1 has a cached value. */
async function withCache(book: Uint8Array, sheet: string, value: number): Promise<Buffer> {
  const link = 'externalLinks/externalLink1.xml';
  const bookRelations = 'xl/_rels/workbook.xml.rels';
  return changed(book, (parts) => {
    const ending = (path: string, tag: string, added: string) => ({
      [path]: (parts.get(path)?.toString() ?? '').replace(tag, () => added + tag),
    });
    return {
      ...ending(
        '[Content_Types].xml',
        '</Types>',
        `<Override PartName="/xl/${link}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>`,
      ),
      ...ending(
        bookRelations,
        '</Relationships>',
        `<Relationship Id="other" Type="${relationType}/externalLink" Target="${link}"/>`,
      ),
      ...ending(
        'xl/workbook.xml',
        '</workbook>',
        '<externalReferences><externalReference r:id="other"/></externalReferences>',
      ),
      [`xl/${link}`]: `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationType}"><externalBook r:id="rId1"><sheetNames><sheetName val="${sheet}"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>${value}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`,
      'xl/externalLinks/_rels/externalLink1.xml.rels': relations([
        ['rId1', 'externalLinkPath', 'other.xlsx', true],
      ]),
    };
  });
}
const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

async function convert(file: NamedFile, to: FormatName, options: object = {}) {
  const steps = stepsSchema.parse([{ type: 'convert', to, ...options }]);
  return (await sharedConverter.convert({ files: [file], steps, signal: never })).files;
}

async function print(file: NamedFile, options: object = {}) {
  const [pdf] = await convert(file, 'pdf', options);
  const { pages, text } = await readPdf(pdf?.bytes ?? new Uint8Array());
  const titles = [
    ...Buffer.from(pdf?.bytes ?? [])
      .toString('latin1')
      .matchAll(/\/Title ?<FEFF([0-9A-F]+)>/g),
  ].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  return { pages, text: text.split(/\s+/).filter(Boolean), titles };
}

const area = { printArea: '$A$1:$B$2' };
const hidden: Sheet = { name: 'Hidden', state: 'hidden', cells: ['Secret', '20'] };
const veryHidden: Sheet = { name: 'Very hidden', state: 'veryHidden', cells: ['Secret too'] };
const first: Sheet = { name: 'First', cells: ['one', '=Hidden!A2+1'] };
const last: Sheet = { name: 'Last', cells: ['last'] };
const active = (index: number) => `<bookViews><workbookView activeTab="${index}"/></bookViews>`;

/** The workbook whose hidden sheets would be printed with any option. */
const worst = 'with a print area on hidden sheets';

/** Workbooks with two visible sheets. A formula in the first one refers to a hidden sheet. */
const workbooks: Record<string, () => Promise<Buffer>> = {
  'without print areas': () => workbook([first, hidden, last, veryHidden]),
  [worst]: () => workbook([first, { ...hidden, ...area }, last, { ...veryHidden, ...area }]),
  'with a print area on every sheet': () =>
    workbook([first, hidden, last, veryHidden].map((sheet) => ({ ...sheet, ...area }))),
  'whose first sheet is hidden': () => workbook([{ ...hidden, ...area }, first, last]),
  'whose active sheet is hidden': () => workbook([first, { ...hidden, ...area }, last], active(1)),
  'whose sheet names contain special characters': () =>
    workbook([first, hidden, { ...veryHidden, name: "A>b &amp; c's", ...area }, last], active(2)),
};

/** Each changes the workbook before it is printed, or how it is printed. */
const options = [
  {},
  { singlePageSheets: true },
  { landscape: true },
  { singlePageSheets: true, pdfa: 'PDF/A-2b', pdfua: true },
];
const combined = { singlePageSheets: true, landscape: true, pdfa: 'PDF/A-2b', pdfua: true };

describe.each(Object.entries(workbooks))('a workbook %s', (what, make) => {
  it.each(what === worst ? options : [{}, combined])(
    'is printed without its hidden sheets with %j',
    async (given) => {
      const { pages, text, titles } = await print({ name: 'a.xlsx', bytes: await make() }, given);
      expect(text).toEqual(['one', '21', 'last']);
      expect(pages).toBe(2);
      for (const title of titles) expect(['First', 'Last']).toContain(title);
    },
  );

  it.each(['ods', 'xls'] as const)('keeps its hidden sheets hidden and unprinted as %s', async (to) => {
    const [file] = await convert({ name: 'a.xlsx', bytes: await make() }, to);
    if (!file) throw new Error('The conversion returned no file.');
    for (const given of what === worst ? options : [combined])
      expect((await print(file, given)).text).toEqual(['one', '21', 'last']);
    if (what !== worst) return;
    const [converted] = await convert(file, to === 'ods' ? 'xls' : 'ods');
    if (converted) expect((await print(converted)).text).toEqual(['one', '21', 'last']);
  });

  it.each(['txt', 'csv', 'html'] as const)('is converted to %s without its hidden sheets', async (to) => {
    const files = await convert({ name: 'a.xlsx', bytes: await make() }, to);
    const text = files.map(({ bytes }) => Buffer.from(bytes).toString()).join();
    expect(text).toContain('one');
    expect(text).not.toContain('Secret');
  });

  it('is converted to pictures without its hidden sheets', async () => {
    expect(await convert({ name: 'a.xlsx', bytes: await make() }, 'png')).toHaveLength(2);
  });
});

it('page ranges count only printed sheets', async () => {
  const bytes = await workbook([hidden, first, veryHidden, last]);
  const given = { singlePageSheets: true, nativePageRanges: '2' };
  expect((await print({ name: 'a.xlsx', bytes }, given)).text).toEqual(['last']);
});

it('the hidden sheet of an XLS encrypted with the default password is not printed', async () => {
  const [xls] = await convert(
    { name: 'a.xlsx', bytes: await workbook([first, { ...hidden, ...area }]) },
    'xls',
  );
  const bytes = encryptedXls(xls?.bytes ?? new Uint8Array(), 'VelvetSweatshop');
  for (const given of options)
    expect((await print({ name: 'a.xls', bytes }, given)).text).toEqual(['one', '21']);
});

describe('a sheet on one page', () => {
  it('keeps its comments beside a hidden sheet', async () => {
    const file = { name: 'a.xls', bytes: Buffer.from(xmlSpreadsheet) };
    const [pdf] = await convert(file, 'pdf', { singlePageSheets: true, exportNotes: true });
    expect(Buffer.from(pdf?.bytes ?? []).toString('latin1')).toMatch(/\/Subtype ?\/Text\b/);
  });

  it('shows cached cells of another file beside a hidden sheet', async () => {
    const sheet = { name: 'Data', cells: ['one', '=[1]Other!A1'] };
    const bytes = await withCache(await workbook([sheet, hidden]), 'Other', 42);
    const printed = await print({ name: 'a.xlsx', bytes }, { singlePageSheets: true });
    expect(printed).toMatchObject({ pages: 1, text: ['one', '42'] });
  });

  const rows = Array.from({ length: 80 }, (_, index) => `Row${index + 1}`);
  const views: Record<string, string> = {
    scrolled: '<sheetView topLeftCell="B40" workbookViewId="0"/>',
    'split and scrolled':
      '<sheetView topLeftCell="B30" workbookViewId="0"><pane xSplit="2000" ySplit="2000" topLeftCell="C40" activePane="bottomRight"/></sheetView>',
    'frozen and scrolled':
      "<sheetView workbookViewId='0' topLeftCell='B30'><pane xSplit='1' ySplit='1' topLeftCell='C40' activePane='bottomRight' state='frozen'/></sheetView>",
  };

  it.each(Object.entries(views))(
    'starts at its first cell, although it was saved %s',
    async (_what, view) => {
      const sheet = { name: 'Data', cells: rows, view: `<sheetViews>${view}</sheetViews>` };
      const file = { name: 'a.xlsx', bytes: await workbook([sheet]) };
      expect(await print(file, { singlePageSheets: true })).toMatchObject({ pages: 1, text: rows });
      for (const to of ['ods', 'xls'] as const) {
        const [other] = await convert(file, to);
        if (other)
          expect(await print(other, { singlePageSheets: true })).toMatchObject({ pages: 1, text: rows });
      }
    },
  );
});
