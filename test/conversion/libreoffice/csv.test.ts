import { describe, expect, it } from 'vitest';
import { csvSheet } from '../../../shared/conversion/libreoffice/edits/csvSheet.ts';
import { textWidth } from '../../../shared/conversion/libreoffice/edits/textWidth.ts';
import { csvRows, csvText } from '../../../shared/conversion/libreoffice/sheets/csvText.ts';
import { sheetsToCsv } from '../../../shared/conversion/libreoffice/sheets/sheetsToCsv.ts';

const rowsOf = (csv: string) => [...csvRows(csvText(csv))];

describe('the rows of a CSV', () => {
  it.each([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons above decimal commas',
      'name;sum\nx;1,5\n',
      [
        ['name', 'sum'],
        ['x', '1,5'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1,5\t2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'bars',
      'a|b\r\n1|2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a declared separator', 'sep=|\na|b;c\n', [['a', 'b;c']]],
    [
      'quotes',
      '"a,1","say ""hi"""\n"line\nbreak",\n',
      [
        ['a,1', 'say "hi"'],
        ['line\nbreak', ''],
      ],
    ],
    ['text after a quoted value', '"a"b,c\n', [['ab', 'c']]],
    ['a quote inside a value', 'a"b,c\n', [['a"b', 'c']]],
    ['empty cells and lines', ',a,\n\nb\n', [['', 'a', ''], [''], ['b']]],
    ['one column', 'a\nb\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('are read with %s', (_what, csv, rows) => {
    expect(rowsOf(csv)).toEqual(rows);
  });
});

describe('the sheet of a CSV', () => {
  const sheet = (csv: string) =>
    csvSheet(csvText(csv), { name: 'People', paper: { width: 8, height: 11, landscape: false } });
  const cellOf = (value: string) => sheet(`"${value}"\n`).match(/<t:table-row>(.*)<\/t:table-row>/s)?.[1];

  it.each(['0', '7', '-12', '3.5', '-0.25', '12345678901'])('has %s as a number', (value) => {
    expect(cellOf(value)).toBe(`<t:table-cell o:value-type="float" o:value="${value}"/>`);
  });

  it.each([
    ...[
      '007',
      '1/2',
      '0:00:09',
      '10%',
      '1E5',
      'MAR1',
      '1-2',
      '2008-01-02',
      '1.10',
      '3.0',
      '1.5.2',
      '.5',
      '5.',
    ],
    ...['-0', '+1', '1,5', '1 000', '123456789012', '4929123456789012', '=1+1', '-', 'NaN', 'TRUE', '٣'],
  ])('has %s as text', (value) => {
    expect(cellOf(value)).toBe(`<t:table-cell><x:p>${value}</x:p></t:table-cell>`);
  });

  it('keeps markup, spaces, tabs and line breaks, and has no control characters', () => {
    expect(cellOf('<a> & b')).toContain('<x:p>&lt;a> &amp; b</x:p>');
    expect(cellOf(' a  b\tc')).toContain('<x:p><x:s x:c="1"/>a<x:s x:c="2"/>b<x:tab/>c</x:p>');
    expect(cellOf('a\nb')).toContain('<x:p>a</x:p><x:p>b</x:p>');
    expect(cellOf('a\x01b')).toContain('<x:p>ab</x:p>');
  });

  it('has columns as wide as their values, at most 11 cm with line breaks', () => {
    const xml = sheet(`a,${'wide '.repeat(9)},${'very '.repeat(100)}\n`);
    const widths = [...xml.matchAll(/column-width="([\d.]+)mm"/g)].map(([, width]) => Number(width));
    expect(widths[0]).toBe(12);
    expect(widths[1]).toBeGreaterThan(70);
    expect(widths[2]).toBe(110);
    expect(xml.match(/<t:table-column [^>]*wrapped/g)).toHaveLength(1);
  });

  it('is refused with more columns than a sheet can have', () => {
    expect(() => sheet(`${','.repeat(16_384)}\n`)).toThrow(
      expect.objectContaining({ code: 'too_large_inside' }),
    );
  });

  it('measures text as Liberation Sans does', () => {
    expect(textWidth('Ai~')).toBe(667 + 222 + 584);
    expect(textWidth('日本')).toBeGreaterThan(2000);
  });
});

/** Flat XML like LibreOffice's. @param sheets [attributes of the table, XML of its rows] */
const flat = (...sheets: [attributes: string, rows: string][]) =>
  `<office:document><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${sheets
    .map(([attributes, rows]) => `<table:table ${attributes}>\n ${rows}\n</table:table>`)
    .join('\n')}</office:spreadsheet></office:body></office:document>`;
const row = (cells: string, attributes = '') =>
  `<table:table-row${attributes}>\n${cells}\n</table:table-row>`;
const cell = (text: string, attributes = '') =>
  `<table:table-cell${attributes}>\n<text:p>${text}</text:p>\n</table:table-cell>`;
const empty = '<table:table-cell table:number-columns-repeated="16380"/>';
const csvs = (xml: string) =>
  Object.fromEntries(sheetsToCsv(xml, 'budget').map(({ name, bytes }) => [name, `${bytes}`]));

describe('the CSV of a workbook', () => {
  it('has the values that cells show, with quotes only where they are needed', () => {
    const cells = [cell('1,234.50'), cell('12.5%'), cell('say &quot;hi&quot; &#8364;'), cell('plain text')];
    expect(csvs(flat(['table:name="A"', row(cells.join('') + empty)]))).toEqual({
      'budget.csv': '"1,234.50",12.5%,"say ""hi"" €",plain text\n',
    });
  });

  it('repeats rows and cells, and has the same number of cells in each row', () => {
    const rows = [
      row(cell('a', ' table:number-columns-repeated="2"') + empty, ' table:number-rows-repeated="2"'),
      row(empty),
      row(`<table:table-cell table:number-columns-repeated="2"/>${cell('b')}`),
      row(empty, ' table:number-rows-repeated="1048000"'),
    ];
    expect(csvs(flat(['table:name="A"', rows.join('')]))).toEqual({
      'budget.csv': 'a,a,\na,a,\n,,\n,,b\n',
    });
  });

  it('has line breaks, tabs and spaces, but no comments, shapes and text below merged cells', () => {
    const inCell =
      '<office:annotation><text:p>comment</text:p></office:annotation><text:p>a<text:s text:c="2"/><text:span>b</text:span><text:tab/>c</text:p><text:p>d</text:p><draw:frame><draw:text-box><text:p>shape</text:p></draw:text-box></draw:frame>';
    const cells = `<table:table-cell>${inCell}</table:table-cell><table:covered-table-cell><text:p>below</text:p></table:covered-table-cell>${cell('e')}`;
    expect(csvs(flat(['table:name="A"', row(cells)]))).toEqual({ 'budget.csv': '"a  b\tc\nd",,e\n' });
  });

  it('is one file for each visible sheet with content', () => {
    const sheets = flat(
      ['table:name="One"', row(cell('1'))],
      ['table:name="Secret" table:style-name="ta2"', row(cell('2'))],
      ['table:name="Empty"', row(empty)],
      ['table:name="A/B"', row(cell('3'))],
      ['table:name="a?b"', row(cell('4'))],
    );
    expect(csvs(sheets)).toEqual({
      'budget-One.csv': '1\n',
      'budget-A_B.csv': '3\n',
      'budget-a_b_2.csv': '4\n',
    });
    expect(csvs(flat(['table:name="Empty"', row(empty)]))).toEqual({ 'budget.csv': '' });
  });
});
