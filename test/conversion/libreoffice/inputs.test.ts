import { PDFDocument } from '@cantoo/pdf-lib';
import CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { withoutSpreadsheetXml } from '../../../shared/conversion/libreoffice/sheets/spreadsheetXml.ts';
import { xmlTokens } from '../../../shared/conversion/libreoffice/sheets/xmlTokens.ts';
import { defaultZipLimits } from '../../../shared/conversion/limits.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { encodedText } from '../encodedText.ts';
import { changed, odt } from '../linkedDocuments.ts';
import { docx, paragraph } from '../ooxml.ts';
import { readPdf } from '../readPdf.ts';
import { fixture, never, sample } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { workbook } from '../workbooks.ts';
import { docxWithoutPaper, odg, odsWithoutStyles, xmlSpreadsheet } from './inputDocuments.ts';

async function convert(file: NamedFile, to: string, options: object = {}) {
  await checkInput(file);
  const steps = stepsSchema.parse([{ type: 'convert', to, ...options }]);
  return sharedConverter.convert({ files: [file], steps, signal: never });
}

/** The text of the PDF of a file, without line breaks. */
async function pdfText(file: NamedFile, options?: object): Promise<string> {
  const { files } = await convert(file, 'pdf', options);
  return (await readPdf(files[0]?.bytes ?? new Uint8Array())).text.replace(/\s+/g, ' ').trim();
}

const file = (name: string, content: string | Uint8Array): NamedFile => ({
  name,
  bytes: Buffer.from(content as Uint8Array),
});

/** XML of a part of a package. */
async function part(bytes: Uint8Array = new Uint8Array(), path: string): Promise<string> {
  const parts = await zipContents(bytes, defaultZipLimits, (name) => name === path);
  return parts.get(path)?.toString() ?? '';
}

describe('a CSV', () => {
  const values = ['1/2', '007', '1E5', 'MAR1', '10%', '50.5%', '1/1/08', '0:00:09', '1.10', '0049301234'];
  const csv = file('values.csv', `item,value\n${values.map((value, i) => `n${i},${value}\n`).join('')}`);

  it('is printed as it is written', async () => {
    expect(await pdfText(csv)).toBe(
      `item value ${values.map((value, index) => `n${index} ${value}`).join(' ')}`,
    );
  });

  it('keeps its values in a workbook, and its plain numbers are numbers', async () => {
    const rows = file('values.csv', `a,b\n7,007\n2.5,1.10\n`);
    const { files } = await convert(rows, 'xlsx');
    const sheet = await part(files[0]?.bytes, 'xl/worksheets/sheet1.xml');
    expect([...sheet.matchAll(/t="n"><v>([^<]*)/g)].map(([, value]) => value)).toEqual(['7', '2.5']);
    const strings = await part(files[0]?.bytes, 'xl/sharedStrings.xml');
    for (const text of ['007', '1.10']) expect(strings).toContain(`>${text}<`);
  });

  it('has dates and other types with `columns: "guess"`', async () => {
    const text = await pdfText(csv, { columns: 'guess' });
    expect(text).toContain('01/01/08');
    expect(text).not.toContain('007');
  });
});

describe('a workbook as CSV', () => {
  it('is one file for each visible sheet, with the values that its cells show', async () => {
    const bytes = await workbook([
      { name: 'Sums', cells: ['text', '=1+2', '=DATE(2026,1,31)', '=1/8', '=TRUE()'] },
      { name: 'Secret', state: 'hidden', cells: ['secret'] },
      { name: 'Other', cells: ['a, b'] },
    ]);
    const { files } = await convert(file('sums.xlsx', bytes), 'csv');
    expect(files.map(({ name, bytes: csv }) => [name, `${Buffer.from(csv)}`])).toEqual([
      ['sums-Sums.csv', 'text\n3\n01/31/26\n0.125\nTRUE\n'],
      ['sums-Other.csv', '"a, b"\n'],
    ]);
  });
});

/** A package of an example whose main part has another content type. @param type without its common prefix and suffix */
async function variant(example: string, type: string, more: Record<string, string> = {}): Promise<Buffer> {
  const { bytes } = await sample(example);
  return changed(bytes, (parts) => ({
    '[Content_Types].xml': (parts.get('[Content_Types].xml')?.toString() ?? '').replace(
      /application\/vnd\.[^"]*\.main\+xml/,
      `application/vnd.${type}.main+xml`,
    ),
    ...more,
  }));
}

const open = 'openxmlformats-officedocument';

describe('content of another format than the name', () => {
  it.each([
    [
      'letter.doc',
      async () => Buffer.from('{\\rtf1\\ansi Hello from rich text.\\par}'),
      'Hello from rich text.',
    ],
    ['letter.doc', async () => (await sample('letter.docx')).bytes, 'Harbour Books'],
    ['letter.doc', async () => Buffer.from('A plain line'), 'A plain line'],
    ['letter.docx', () => fixture('letter.odt'), 'Harbour Books'],
    ['letter.txt', () => fixture('letter.rtf'), 'Harbour Books'],
    ['page.doc', async () => encodedText('<html><p>Привет, мир</p>', 'windows-1251'), 'Привет, мир'],
    ['budget.xls', async () => (await sample('budget.xlsx')).bytes, '25350'],
    ['budget.xlsx', () => fixture('budget.ods'), '25350'],
    ['tabs.xls', async () => Buffer.from('Name\tCode\nAda\t007\n'), 'Name Code Ada 007'],
    ['table.xls', async () => Buffer.from('<table><tr><td>Käse</td><td>3.5</td></tr></table>'), 'Käse 3.5'],
    ['slides.ppsx', async () => (await sample('slides.pptx')).bytes, 'A shelf for maps'],
    ['slides.ppt', async () => (await sample('slides.pptx')).bytes, 'A shelf for maps'],
    ['slides.pptx', () => fixture('slides.ppt'), 'A shelf for maps'],
  ])('decides how %s is read', async (name, content, words) => {
    expect(await pdfText(file(name, await content()))).toContain(words);
  });

  it('in the target format is passed on under its own name', async () => {
    const { bytes } = await sample('letter.docx');
    const { files } = await convert(file('letter.doc', bytes), 'docx');
    expect(files).toMatchObject([{ name: 'letter.docx', bytes }]);
  });

  it('becomes HTML, text and other documents', async () => {
    const html = file('page.doc', '<html><h1>Title</h1><p>Käse</p>');
    for (const to of ['html', 'txt']) {
      const { files } = await convert(html, to);
      expect(`${Buffer.from(files[0]?.bytes ?? [])}`).toContain('Käse');
    }
    for (const to of ['docx', 'odt']) {
      const { files } = await convert(html, to);
      expect(await pdfText(files[0] as NamedFile)).toBe('Title Käse');
    }
  });
});

describe('an XML spreadsheet of Excel 2003', () => {
  const xml = file('sums.xls', xmlSpreadsheet);

  it('is printed with its number formats', async () => {
    expect(await pdfText(xml)).toBe('Title & more 2/29/2024 1,234.50 TRUE 2469 third');
  });

  it('becomes a workbook with formulas, styles, links, comments and hidden sheets', async () => {
    const { files } = await convert(xml, 'ods');
    const content = await part(files[0]?.bytes, 'content.xml');
    expect(content).toContain('table:formula="of:=SUM([.C3:.C3])*2"');
    expect(content).toContain('table:formula="of:=SUM([.$1:.$1];[.C:.C];[.$3:.4])"');
    expect(content).toContain('fo:background-color="#ffff00"');
    expect(content).toContain('fo:border-bottom="2.49pt solid #7c3aed"');
    expect(content).toContain('xlink:href="https://example.com/?a=1&amp;b=2"');
    expect(content).toMatch(/<office:annotation(?![^>]*display="true").*?<text:p>note<\/text:p>/);
    expect(content).toContain('table:number-columns-spanned="2"');
    expect(content).toMatch(/table:name="Hidden"/);
    expect(content).toContain('table:display="false"');
  });

  it('is printed on its own paper, with its comments as annotations', async () => {
    const options =
      '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><PageSetup><Layout x:Orientation="Landscape"/></PageSetup><Print><PaperSizeIndex>8</PaperSizeIndex></Print></WorksheetOptions>';
    const a3 = file('a3.xls', xmlSpreadsheet.replace('</Table>', `$&${options}`));
    const { files } = await convert(a3, 'pdf', { exportNotes: true, landscape: true });
    const bytes = files[0]?.bytes ?? new Uint8Array();
    expect((await PDFDocument.load(bytes)).getPage(0).getSize()).toMatchObject({
      width: expect.closeTo(1191, -1),
      height: expect.closeTo(842, -1),
    });
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/Subtype ?\/Text\b/);
  });

  it.each([
    '<Column ss:Index="16385"/>',
    '<Column ss:Span="1e999"/>',
    '<Row ss:Index="0"/>',
    '<Row ss:Index="1048577"/>',
    '<Row ss:Index="1048576"/><Row/>',
    '<Row><Cell ss:Index="a"/></Row>',
    '<Row><Cell ss:Index="1.5"/></Row>',
    '<Row><Cell ss:MergeAcross="16384"/></Row>',
    '<Row><Cell ss:MergeDown="-1"/></Row>',
  ])('with %s, outside of the sheet, is refused', async (table) => {
    const bad = file('bad.xls', xmlSpreadsheet.replace('<Table>', `$&${table}`));
    await expect(withoutSpreadsheetXml(bad, 9)).rejects.toMatchObject({
      code: 'corrupt_file',
      detail: expect.stringMatching(/^The XML spreadsheet has .* the attribute \w+ outside of the sheet\.$/),
    });
  });

  it('keeps the value of a formula that refers to cells outside of the sheet', async () => {
    const cell = `<Cell ss:Formula="=R1C${'9'.repeat(400)}"><Data ss:Type="Number">7</Data></Cell>`;
    const { bytes } = await withoutSpreadsheetXml(
      file('far.xls', xmlSpreadsheet.replace('<Table>', `$&<Row>${cell}</Row>`)),
      9,
    );
    expect(await part(bytes, 'xl/worksheets/sheet1.xml')).toContain('<c r="A1" s="1"><v>7</v></c>');
  });

  it('can have elements and values with the names of properties of objects', async () => {
    const odd = `<__proto__/><constructor/><Row><Cell><Data ss:Type="String">&toString;</Data></Cell></Row>`;
    const { bytes } = await withoutSpreadsheetXml(
      file('odd.xls', xmlSpreadsheet.replace('<Table>', `$&${odd}`)),
      9,
    );
    expect(await part(bytes, 'xl/worksheets/sheet1.xml')).toContain('<row r="1"><c r="A1" s="1"/></row>');
  });

  it.each([
    ['<![CDATA[', 2],
    ['<!--', 1],
    ['<?', 1],
  ])('with many %j without an end is read once', (start, tokens) => {
    expect([...xmlTokens(`<a>${start.repeat(300_000)}`)]).toHaveLength(tokens);
  });
});

describe('templates, slide shows and documents with macros', () => {
  const vba = (folder: string) => ({ [`${folder}/vbaProject.bin`]: 'macro' });

  it.each([
    [
      'letter.dotx',
      () => variant('letter.docx', `${open}.wordprocessingml.template`),
      'docx',
      'Harbour Books',
    ],
    ['budget.xltx', () => variant('budget.xlsx', `${open}.spreadsheetml.template`), 'xlsx', '25350'],
    [
      'slides.potx',
      () => variant('slides.pptx', `${open}.presentationml.template`),
      'pptx',
      'A shelf for maps',
    ],
  ])('%s is a document', async (name, content, plain, words) => {
    const input = file(name, await content());
    expect(await pdfText(input)).toContain(words);
    const { files, warnings } = await convert(input, plain);
    expect(warnings).toEqual([]);
    expect(files).toMatchObject([{ name: name.replace(/\w+$/, plain) }]);
    expect((await checkInput(files[0] as NamedFile)).name).toBe(plain);
    expect(await part(files[0]?.bytes, '[Content_Types].xml')).not.toContain('template.main');
  });

  const word = 'ms-word.document.macroEnabled';
  const excel = 'ms-excel.sheet.macroEnabled';
  const powerpoint = 'ms-powerpoint';

  it.each([
    ['letter.docm', () => variant('letter.docx', word, vba('word')), 'docx', 'Harbour Books'],
    [
      'letter.dotm',
      () => variant('letter.docx', 'ms-word.template.macroEnabledTemplate', vba('word')),
      'docx',
      'Harbour Books',
    ],
    ['budget.xlsm', () => variant('budget.xlsx', excel, vba('xl')), 'xlsx', '25350'],
    [
      'budget.xltm',
      () => variant('budget.xlsx', 'ms-excel.template.macroEnabled', vba('xl')),
      'xlsx',
      '25350',
    ],
    [
      'slides.pptm',
      () => variant('slides.pptx', `${powerpoint}.presentation.macroEnabled`, vba('ppt')),
      'pptx',
      'A shelf for maps',
    ],
    [
      'slides.ppsm',
      () => variant('slides.pptx', `${powerpoint}.slideshow.macroEnabled`, vba('ppt')),
      'pptx',
      'A shelf for maps',
    ],
    [
      'slides.potm',
      () => variant('slides.pptx', `${powerpoint}.template.macroEnabled`, vba('ppt')),
      'pptx',
      'A shelf for maps',
    ],
    ['letter.docx', () => variant('letter.docx', word, vba('word')), 'odt', 'Harbour Books'],
  ])('%s loses its macros, with a warning', async (name, content, to, words) => {
    const { files, warnings } = await convert(file(name, await content()), to);
    expect(warnings).toEqual([{ code: 'macros_dropped', detail: expect.stringContaining(name) }]);
    const result = files[0] as NamedFile;
    expect(await part(result.bytes, '[Content_Types].xml')).not.toMatch(/macroEnabled|vba/);
    const names = [...(await zipContents(result.bytes, defaultZipLimits, () => true)).keys()];
    expect(names.filter((path) => /vba/i.test(path))).toEqual([]);
    expect(await pdfText(result)).toContain(words);
  });

  it('macros of OpenDocument are dropped with a warning', async () => {
    const bytes = await odt('<text:p>Still here</text:p>', { 'Basic/Standard/Module1.xml': '<a/>' });
    for (const to of ['docx', 'fodt'] as const) {
      const { files, warnings } = await convert(file('letter.odt', bytes), to);
      expect(warnings).toMatchObject([{ code: 'macros_dropped' }]);
      expect(Buffer.from(files[0]?.bytes ?? []).toString('latin1')).not.toContain('Module1');
    }
  });

  it.each([
    ['letter.doc', '/Macros/VBA/_VBA_PROJECT', ['docx', 'odt']],
    ['budget.xls', '/_VBA_PROJECT_CUR/VBA/_VBA_PROJECT', ['xlsx', 'ods']],
  ] as const)('macros of %s are dropped with a warning', async (name, path, targets) => {
    const container = CFB.read(Buffer.from(await fixture(name)), { type: 'buffer' });
    CFB.utils.cfb_add(container, path, Buffer.from('VBAMARK'.repeat(1000)));
    const bytes = CFB.write(container, { type: 'buffer' }) as Buffer;
    for (const to of targets) {
      const { files, warnings } = await convert(file(name, bytes), to);
      expect(warnings).toMatchObject([{ code: 'macros_dropped' }]);
      const parts = await zipContents(files[0]?.bytes ?? new Uint8Array(), defaultZipLimits, () => true);
      for (const content of parts.values()) expect(content.toString('latin1')).not.toContain('VBAMARK');
    }
  });
});

describe('other formats', () => {
  it('tab-separated values keep commas and leading zeros', async () => {
    expect(await pdfText(file('codes.tsv', 'name\tcode\nA, B\t007\n'))).toBe('name code A, B 007');
  });

  it('a drawing is printed with all its pages, and becomes pictures and text', async () => {
    const drawn = file('drawing.odg', await odg(['First page', 'Second page']));
    expect(await pdfText(drawn)).toMatch(/First page.*Second page/);
    expect((await convert(drawn, 'png')).files).toHaveLength(2);
    expect(`${Buffer.from((await convert(drawn, 'txt')).files[0]?.bytes ?? [])}`).toContain('Second page');
  });

  it('XHTML is parsed as XML', async () => {
    const page =
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><div/><p>Käse &#233;</p></body></html>';
    expect(await pdfText(file('page.xhtml', page))).toBe('Käse é');
  });
});

/** The sizes of the pages of a PDF in points. */
async function sizesOf(input: NamedFile, options: object = {}): Promise<number[][]> {
  const { files } = await convert(input, 'pdf', options);
  const pdf = await PDFDocument.load(files[0]?.bytes ?? new Uint8Array());
  return pdf.getPages().map((page) => [page.getWidth(), page.getHeight()]);
}

describe('the paper', () => {
  /** Chromium rounds to CSS pixels. */
  const size = (width: number, height: number) => [expect.closeTo(width, -0.7), expect.closeTo(height, -0.7)];
  const a4 = [size(595.3, 841.9)];
  const withoutPaper: [string, () => Promise<Uint8Array | string>][] = [
    ['a.csv', async () => 'a,b\n1,2\n'],
    ['guess.csv', async () => 'a,b\n1,2\n'],
    ['a.txt', async () => 'a line'],
    ['a.xlsx', () => workbook([{ name: 'One', cells: ['1'] }])],
    ['a.xls', async () => '<table><tr><td>1</td></tr></table>'],
    ['xml.xls', async () => xmlSpreadsheet],
    ['a.ods', () => odsWithoutStyles('One')],
    ['a.odt', () => odt('<text:p>a</text:p>')],
    ['a.rtf', async () => '{\\rtf1\\ansi a\\par}'],
    ['a.docx', () => docxWithoutPaper()],
    ['a.doc', async () => '<html><p>a</p></html>'],
    ['a.html', async () => '<p>a'],
    ['a.md', async () => 'a'],
  ];

  it.each(withoutPaper)('of %s, which names none, is A4', async (name, content) => {
    const options = name.startsWith('guess') ? { columns: 'guess' } : {};
    expect(await sizesOf(file(name, await content()), options)).toEqual(a4);
  });

  it.each(withoutPaper)('of %s is that of the options', async (name, content) => {
    const options = { paperWidth: 5, paperHeight: '7in' };
    expect(await sizesOf(file(name, await content()), options)).toEqual([size(360, 504)]);
  });

  it('of a document that names one is kept, unless the options override it', async () => {
    const letter = file('letter.docx', await docx(paragraph('a')));
    expect(await sizesOf(letter)).toEqual(a4);
    expect(await sizesOf(letter, { paperWidth: '8.5in', paperHeight: '11in' })).toEqual([size(612, 792)]);
    const landscape = { paperWidth: '8.5in', paperHeight: '11in', landscape: true };
    expect(await sizesOf(letter, landscape)).toEqual([size(792, 612)]);
  });

  it('of a text has a page break at a form feed', async () => {
    expect(await sizesOf(file('a.txt', 'one\ftwo'))).toEqual([...a4, ...a4]);
  });
});

it('HTML of a sheet with a million empty rows is refused', async () => {
  const row = (value: string) =>
    `<table:table-row><table:table-cell><text:p>${value}</text:p></table:table-cell></table:table-row>`;
  const gap = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>';
  const sparse = file('sparse.ods', await odsWithoutStyles('One', row('a') + gap + row('b')));
  await expect(convert(sparse, 'html')).rejects.toMatchObject({ code: 'too_many_rows' });
  expect(await pdfText(sparse)).toContain('a');
});
