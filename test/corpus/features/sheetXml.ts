import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { colours } from '../build/marks.ts';
import type { CorpusDocument, Evidence } from '../document.ts';

interface XmlSheet {
  styles?: string;
  names?: string;
  rows?: string;
  after?: string;
}

/** An XML spreadsheet of Excel 2003, which is named .xls. */
const sheetXml = ({ styles = '', names = '', rows = row(text('North')), after = '' }: XmlSheet) =>
  Buffer.from(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="Default"/>${styles}</Styles>${names}<Worksheet ss:Name="Sheet1"><Table>${rows}</Table>${after}</Worksheet></Workbook>`,
  );
const row = (...cells: string[]) => `<Row>${cells.join('')}</Row>`;
const text = (value: string, attributes = '', inside = '') =>
  `<Cell${attributes}><Data ss:Type="String">${value}</Data>${inside}</Cell>`;
const number = (value: number, attributes = '') =>
  `<Cell${attributes}><Data ss:Type="Number">${value}</Data></Cell>`;
const options = (content: string) =>
  `<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">${content}</WorksheetOptions>`;
const excel = 'xmlns="urn:schemas-microsoft-com:office:excel"';

const all: FormatName[] = ['pdf', 'ods', 'xlsx', 'html', 'csv', 'txt'];
type Feature = [content: XmlSheet, shows: Evidence, warned?: FormatName[], unsuitable?: FormatName[]];

const features: Record<string, Feature> = {
  'XML values': [{ rows: row(text('North'), number(12.5)) }, { words: ['North', '12.5'] }],
  'XML border': [
    {
      styles: `<Style ss:ID="b"><Borders><Border ss:Position="Bottom" ss:LineStyle="Continuous" ss:Weight="3" ss:Color="${colours.shape}"/></Borders></Style>`,
      rows: row(text('North', ' ss:StyleID="b"')),
    },
    { words: ['North'], colour: colours.shape },
  ],
  'XML link': [{ rows: row(text('A link', ' ss:HRef="https://example.com/"')) }, { words: ['A link'] }],
  'XML comment': [
    {
      rows: row(text('North', '', '<Comment ss:Author="Ada"><ss:Data>Is that so?</ss:Data></Comment>')),
    },
    { words: ['North'], comments: true },
    ['pdf', 'csv', 'txt'],
  ],
  'XML name': [
    {
      names: '<Names><NamedRange ss:Name="Rents" ss:RefersTo="=Sheet1!R1C1:R2C1"/></Names>',
      rows: row(number(2)) + row(number(5)) + row(number(0, ' ss:Formula="=SUM(Rents)"')),
    },
    { words: ['2', '5', '7'] },
  ],
  'XML whole column': [
    { rows: row(number(2), number(0, ' ss:Formula="=SUM(C[-1])*10"')) + row(number(5)) },
    { words: ['2', '70', '5'] },
  ],
  'XML header': [
    { after: options('<PageSetup><Header x:Data="&amp;CIn the margin"/></PageSetup>') },
    { words: ['In the margin', 'North'] },
    [],
    ['html', 'csv'],
  ],
  'XML conditional format': [
    {
      after: `<ConditionalFormatting ${excel}><Range>R1C1</Range><Condition><Qualifier>Equal</Qualifier><Value1>"North"</Value1><Format Style="color:red"/></Condition></ConditionalFormatting>`,
    },
    { words: ['North'] },
    all,
  ],
  'XML validation': [
    {
      after: `<DataValidation ${excel}><Range>R1C1</Range><Type>List</Type><Value>"North,South"</Value></DataValidation>`,
    },
    { words: ['North'] },
    ['ods', 'xlsx'],
  ],
};

export const sheetXmlContent: readonly CorpusDocument[] = Object.entries(features).map(
  ([feature, [content, shows, warned, unsuitable]]) => ({
    feature,
    format: 'xls',
    make: async () => sheetXml(content),
    shows,
    ...(warned && { warned }),
    ...(unsuitable && { unsuitable }),
  }),
);
