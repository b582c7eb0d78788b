import { changed } from '../linkedDocuments.ts';
import { type Cell, docx, type Parts, paragraph, pptx, type Relation, relations, xlsx } from '../ooxml.ts';

/** The data of a chart: each row is a category, each column except the first a series. */
const table: Cell[][] = [
  ['Town', 'Spring', 'Autumn'],
  ['North', 3, 4],
  ['South', 5, 1],
  ['East', 2, 6],
];
const [[, ...series] = [], ...rows] = table;

/** The colour of each series. */
export const colours = ['#2563eb', '#d97706'];

const namespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const points = (values: (Cell | undefined)[]) =>
  `<c:ptCount val="${values.length}"/>${values.map((value, i) => `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`).join('')}`;
const text = (reference: string, values: (Cell | undefined)[]) =>
  `<c:strRef><c:f>${reference}</c:f><c:strCache>${points(values)}</c:strCache></c:strRef>`;
const numbers = (reference: string, values: (Cell | undefined)[]) =>
  `<c:numRef><c:f>${reference}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef>`;

/** The part of a column chart with a title, a legend and both axes (ECMA-376 part 1, 21.2). */
export function chartXml(workbook = ''): string {
  const columns = series.map((name, i) => {
    const column = String.fromCharCode(66 + i);
    const cells = (first: string) => `Data!$${first}$2:$${first}$${rows.length + 1}`;
    return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${text(`Data!$${column}$1`, [name])}</c:tx><c:spPr><a:solidFill><a:srgbClr val="${colours[i]?.slice(1)}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:cat>${text(
      cells('A'),
      rows.map(([town]) => town),
    )}</c:cat><c:val>${numbers(
      cells(column),
      rows.map((row) => row[i + 1]),
    )}</c:val></c:ser>`;
  });
  const axis = (kind: string, id: number, crosses: number, position: string, more = '') =>
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${position}"/>${more}<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${crosses}"/></c:${kind}>`;
  const title =
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="en-US"/><a:t>Books sold</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace ${namespaces}><c:chart>${title}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${columns.join('')}<c:gapWidth val="150"/><c:axId val="10"/><c:axId val="20"/></c:barChart>${axis('catAx', 10, 20, 'b')}${axis('valAx', 20, 10, 'l', '<c:majorGridlines/>')}</c:plotArea><c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart>${workbook}</c:chartSpace>`;
}

const graphic = `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart ${namespaces} r:id="rId9"/></a:graphicData></a:graphic>`;

/** The parts of a chart in a text or presentation, whose data is in an embedded workbook. */
const chartParts = async (folder: string): Promise<Parts> => ({
  [`${folder}/charts/chart1.xml`]: chartXml(
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>',
  ),
  [`${folder}/charts/_rels/chart1.xml.rels`]: relations([['rId1', 'package', '../embeddings/data.xlsx']]),
  [`${folder}/embeddings/data.xlsx`]: await xlsx(table, 'Data'),
});

function types(parts: Map<string, Buffer>, overrides: Record<string, string>): string {
  const rows = Object.entries(overrides).map(
    ([path, type]) =>
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  const workbook =
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>';
  return (parts.get('[Content_Types].xml')?.toString() ?? '')
    .replace('<Override', `${workbook}<Override`)
    .replace('</Types>', `${rows.join('')}</Types>`);
}

/** A part with XML inserted before an end tag. */
function inserted(parts: Map<string, Buffer>, path: string, endTag: string, xml: string): Parts {
  return { [path]: (parts.get(path)?.toString() ?? '').replace(endTag, () => `${xml}${endTag}`) };
}

const link: Relation = ['rId9', 'chart', '../charts/chart1.xml'];

/** An XLSX with a table and a chart of it. */
export async function chartXlsx(): Promise<Buffer> {
  const anchor = `<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" x="0" y="0"/><a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" cx="0" cy="0"/></xdr:xfrm>${graphic}</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;
  return changed(await xlsx(table, 'Data'), (parts) => ({
    ...inserted(
      parts,
      'xl/worksheets/sheet1.xml',
      '</worksheet>',
      '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>',
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': relations([['rId1', 'drawing', '../drawings/drawing1.xml']]),
    'xl/drawings/drawing1.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">${anchor}</xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': relations([link]),
    'xl/charts/chart1.xml': chartXml(),
    '[Content_Types].xml': types(parts, {
      'xl/charts/chart1.xml': 'drawingml.chart',
      'xl/drawings/drawing1.xml': 'drawing',
    }),
  }));
}

/** A PPTX with a chart on one slide. */
export async function chartPptx(): Promise<Buffer> {
  const chart = await chartParts('ppt');
  const frame = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="Chart 1"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="1200000" y="1700000"/><a:ext cx="9000000" cy="4600000"/></p:xfrm>${graphic}</p:graphicFrame>`;
  return changed(await pptx([{ title: 'The year in books', lines: [] }]), (parts) => ({
    ...chart,
    ...inserted(parts, 'ppt/slides/slide1.xml', '</p:spTree>', frame),
    'ppt/slides/_rels/slide1.xml.rels': relations([
      ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
      link,
    ]),
    '[Content_Types].xml': types(parts, { 'ppt/charts/chart1.xml': 'drawingml.chart' }),
  }));
}

/** A DOCX with a line of text and a chart. */
export async function chartDocx(): Promise<Buffer> {
  const chart = await chartParts('word');
  const inline = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="3000000"/><wp:docPr id="1" name="Chart 1"/>${graphic}</wp:inline></w:drawing></w:r></w:p>`;
  const bytes = await docx(paragraph('The year in books') + inline, [['rId9', 'chart', 'charts/chart1.xml']]);
  return changed(bytes, (parts) => ({
    ...chart,
    '[Content_Types].xml': types(parts, { 'word/charts/chart1.xml': 'drawingml.chart' }),
  }));
}
