import { relations } from '../../conversion/ooxml.ts';
import { colours } from '../drawings.ts';
import { chartReference, columnChart } from './chart.ts';
import { escaped, packageOf, xml } from './package.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const pounds = '"£"#,##0;[Red]-"£"#,##0';

type Cell = { text: string } | { number: number } | { formula: string; result: number } | undefined;
interface Row {
  height?: number;
  /** The first style is for the first cell, the second for the others, the third for the last one. */
  styles: [first: number, others: number, last: number];
  cells: Cell[];
}

/** Indices into `cellXfs` below. */
const style = {
  normal: 0,
  title: 1,
  note: 2,
  head: 3,
  headRight: 4,
  item: 5,
  money: 6,
  share: 7,
  group: 8,
  sum: 9,
  sumMoney: 10,
  sumShare: 11,
} as const;

const income: [string, number[]][] = [
  ['Books', [28_400, 31_250, 35_900, 47_600]],
  ['Maps and postcards', [4_100, 5_380, 7_240, 4_950]],
  ['Evenings on the quay', [0, 1_260, 2_840, 620]],
];
const costs: [string, number[]][] = [
  ['Purchases', [17_900, 19_700, 22_600, 29_300]],
  ['Rent', [3_600, 3_600, 3_600, 3_600]],
  ['Wages', [8_200, 8_200, 9_900, 9_400]],
  ['Postage', [410, 380, 455, 690]],
];
const quarters = ['Quarter 1', 'Quarter 2', 'Quarter 3', 'Quarter 4'];
const letters = ['B', 'C', 'D', 'E'];

const totals = (rows: [string, number[]][]) =>
  quarters.map((_, i) => rows.reduce((sum, [, values]) => sum + (values[i] ?? 0), 0));
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** Rows of a group from row `first` on, and their total, whose share is of itself. */
function group(name: string, rows: [string, number[]][], first: number): Row[] {
  const last = first + rows.length;
  const whole = totals(rows);
  const line = ([item, values]: [string, number[]], i: number): Row => ({
    styles: [style.item, style.money, style.share],
    cells: [
      { text: item },
      ...values.map((number) => ({ number })),
      { formula: `SUM(B${first + 1 + i}:E${first + 1 + i})`, result: sum(values) },
      { formula: `F${first + 1 + i}/F${last + 1}`, result: sum(values) / sum(whole) },
    ],
  });
  return [
    { styles: [style.group, style.group, style.group], cells: [{ text: name }, ...Array(6).fill(undefined)] },
    ...rows.map(line),
    {
      styles: [style.sum, style.sumMoney, style.sumShare],
      cells: [
        { text: `${name}, total` },
        ...letters.map((letter, i) => ({
          formula: `SUM(${letter}${first + 1}:${letter}${last})`,
          result: whole[i] ?? 0,
        })),
        { formula: `SUM(F${first + 1}:F${last})`, result: sum(whole) },
        { formula: `SUM(G${first + 1}:G${last})`, result: 1 },
      ],
    },
  ];
}

const incomeTotal = 8;
const costsTotal = 14;
const surplus = totals(income).map((value, i) => value - (totals(costs)[i] ?? 0));
const rows: Row[] = [
  {
    height: 27,
    styles: [style.title, style.normal, style.normal],
    cells: [{ text: 'Harbour Books: budget 2026' }],
  },
  {
    height: 21,
    styles: [style.note, style.normal, style.normal],
    cells: [{ text: 'All amounts in pounds. Shares are of the year.' }],
  },
  {
    height: 21,
    styles: [style.head, style.headRight, style.headRight],
    cells: ['Item', ...quarters, 'Year', 'Share'].map((text) => ({ text })),
  },
  ...group('Income', income, 4),
  ...group('Costs', costs, 9),
  {
    height: 21,
    styles: [style.head, style.sumMoney, style.sumShare],
    cells: [
      { text: 'Surplus' },
      ...letters.map((letter, i) => ({
        formula: `${letter}${incomeTotal}-${letter}${costsTotal}`,
        result: surplus[i] ?? 0,
      })),
      { formula: `F${incomeTotal}-F${costsTotal}`, result: sum(surplus) },
      { formula: `F15/F${incomeTotal}`, result: sum(surplus) / sum(totals(income)) },
    ],
  },
];

function sheetRow({ height = 18, styles, cells }: Row, index: number): string {
  const [first, others, last] = styles;
  const columns = cells.map((value, i) => {
    const at = `r="${String.fromCharCode(65 + i)}${index + 1}" s="${i === 0 ? first : i === 6 ? last : others}"`;
    if (!value) return `<c ${at}/>`;
    if ('text' in value) return `<c ${at} t="inlineStr"><is><t>${escaped(value.text)}</t></is></c>`;
    if ('number' in value) return `<c ${at}><v>${value.number}</v></c>`;
    return `<c ${at}><f>${value.formula}</f><v>${value.result}</v></c>`;
  });
  return `<row r="${index + 1}" ht="${height}" customHeight="1">${columns.join('')}</row>`;
}

const sheet = `${xml}<worksheet ${main} ${office}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols><col min="1" max="1" width="27" customWidth="1"/><col min="2" max="6" width="12.5" customWidth="1"/><col min="7" max="7" width="9" customWidth="1"/></cols><sheetData>${rows.map(sheetRow).join('')}</sheetData><printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="1"/><headerFooter><oddFooter>&amp;L&amp;"Calibri"&amp;9Harbour Books Ltd&amp;R&amp;"Calibri"&amp;9Page &amp;P of &amp;N</oddFooter></headerFooter><drawing r:id="rId1"/></worksheet>`;

const font = (size: number, colour: string, more = '') =>
  `<font>${more}<sz val="${size}"/><color rgb="FF${colour}"/><name val="Calibri"/><family val="2"/></font>`;
const fill = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const line = (side: string, kind: string, colour: string) =>
  `<${side} style="${kind}"><color rgb="FF${colour}"/></${side}>`;
const border = (top: string, bottom: string) =>
  `<border><left/><right/>${top || '<top/>'}${bottom || '<bottom/>'}<diagonal/></border>`;
const format = (numbers: number, fonts: number, fills: number, borders: number, horizontal = 'left') =>
  `<xf numFmtId="${numbers}" fontId="${fonts}" fillId="${fills}" borderId="${borders}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${horizontal}" vertical="center"${borders + fills > 0 ? ' indent="1"' : ''}/></xf>`;
const styles = `${xml}<styleSheet ${main}><numFmts count="2"><numFmt numFmtId="164" formatCode="${escaped(pounds).replaceAll('"', '&quot;')}"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="6">${font(11, colours.ink)}${font(18, colours.blue, '<b/>')}${font(10, colours.grey, '<i/>')}${font(11, 'FFFFFF', '<b/>')}${font(11, colours.blue, '<b/>')}${font(11, colours.ink, '<b/>')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill(colours.blue)}${fill(colours.pale)}</fills><borders count="4"><border><left/><right/><top/><bottom/><diagonal/></border>${border('', line('bottom', 'thin', colours.line))}${border('', line('bottom', 'medium', colours.sky))}${border(line('top', 'thin', colours.blue), line('bottom', 'double', colours.blue))}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="12">${[
  format(0, 0, 0, 0),
  format(0, 1, 0, 0),
  format(0, 2, 0, 0),
  format(0, 3, 2, 0),
  format(0, 3, 2, 0, 'right'),
  format(0, 0, 0, 1),
  format(164, 0, 0, 1, 'right'),
  format(165, 0, 0, 1, 'right'),
  format(0, 4, 0, 2),
  format(0, 5, 3, 3),
  format(164, 5, 3, 3, 'right'),
  format(165, 5, 3, 3, 'right'),
].join(
  '',
)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const anchor = (kind: string, column: number, row: number) =>
  `<xdr:${kind}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${kind}>`;
const drawing = `${xml}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:twoCellAnchor>${anchor('from', 0, 16)}${anchor('to', 7, 33)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1" descr="Income and costs by quarter"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" x="0" y="0"/><a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" cx="0" cy="0"/></xdr:xfrm>${chartReference('rId1')}</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;

const chart = columnChart({
  title: 'Income and costs by quarter',
  categories: { cells: 'Budget!$B$3:$E$3', names: quarters },
  series: [
    {
      name: 'Income, total',
      cells: { name: 'Budget!$A$8', values: 'Budget!$B$8:$E$8' },
      values: totals(income),
      colour: colours.blue,
    },
    {
      name: 'Costs, total',
      cells: { name: 'Budget!$A$14', values: 'Budget!$B$14:$E$14' },
      values: totals(costs),
      colour: colours.gold,
    },
    {
      name: 'Surplus',
      cells: { name: 'Budget!$A$15', values: 'Budget!$B$15:$E$15' },
      values: surplus,
      colour: colours.sky,
    },
  ],
  numberFormat: pounds,
  fontSize: 1000,
});

/** A budget of one page with number formats, borders, formulas and a chart. */
export function budgetXlsx(): Promise<Buffer> {
  return packageOf(
    {
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
      'xl/drawings/drawing1.xml': 'drawing',
      'xl/charts/chart1.xml': 'drawingml.chart',
    },
    {
      '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
      'xl/workbook.xml': `${xml}<workbook ${main} ${office}><sheets><sheet name="Budget" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'styles', 'styles.xml'],
      ]),
      'xl/styles.xml': styles,
      'xl/worksheets/sheet1.xml': sheet,
      'xl/worksheets/_rels/sheet1.xml.rels': relations([['rId1', 'drawing', '../drawings/drawing1.xml']]),
      'xl/drawings/drawing1.xml': drawing,
      'xl/drawings/_rels/drawing1.xml.rels': relations([['rId1', 'chart', '../charts/chart1.xml']]),
      'xl/charts/chart1.xml': chart,
    },
  );
}
