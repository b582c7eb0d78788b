import { colours } from '../drawings.ts';
import { escaped, xml } from './package.ts';

const namespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The relation type of a chart is `chart`; this element refers to it. */
export const chartReference = (link: string): string =>
  `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart ${namespaces} r:id="${link}"/></a:graphicData></a:graphic>`;

interface Series {
  name: string;
  /** The cells of the name and of the values. */
  cells: { name: string; values: string };
  values: number[];
  colour: string;
}

export interface Chart {
  title: string;
  categories: { cells: string; names: string[] };
  series: Series[];
  numberFormat: string;
  /** Of the text, in hundredths of a point. */
  fontSize: number;
  /** The id of the relation of an embedded workbook. */
  workbook?: string;
}

const points = (values: (string | number)[]) =>
  `<c:ptCount val="${values.length}"/>${values.map((value, i) => `<c:pt idx="${i}"><c:v>${escaped(String(value))}</c:v></c:pt>`).join('')}`;
const texts = (cells: string, values: string[]) =>
  `<c:strRef><c:f>${cells}</c:f><c:strCache>${points(values)}</c:strCache></c:strRef>`;
const solid = (colour: string) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

/** A column chart with a title, a legend and both axes (ECMA-376 part 1, 21.2). */
export function columnChart({ title, categories, series, numberFormat, fontSize, workbook }: Chart): string {
  const format = escaped(numberFormat).replaceAll('"', '&quot;');
  const letters = (size: number, bold = false) =>
    `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}">${solid(colours.ink)}<a:latin typeface="Calibri"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
  const columns = series.map(
    ({ name, cells, values, colour }, i) =>
      `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${texts(cells.name, [name])}</c:tx><c:spPr>${solid(colour)}</c:spPr><c:invertIfNegative val="0"/><c:cat>${texts(categories.cells, categories.names)}</c:cat><c:val><c:numRef><c:f>${cells.values}</c:f><c:numCache><c:formatCode>${format}</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`,
  );
  const axis = (kind: string, id: number, crosses: number, position: string, grid: string, numbers: string) =>
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${position}"/>${grid}${numbers}<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525">${solid(colours.line)}</a:ln></c:spPr>${letters(fontSize)}<c:crossAx val="${crosses}"/></c:${kind}>`;
  const heading = `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${fontSize + 300}" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${fontSize + 300}" b="1">${solid(colours.blue)}<a:latin typeface="Calibri"/></a:rPr><a:t>${escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const gridLines = `<c:majorGridlines><c:spPr><a:ln w="6350">${solid(colours.line)}</a:ln></c:spPr></c:majorGridlines>`;
  return `${xml}<c:chartSpace ${namespaces}><c:roundedCorners val="0"/><c:chart>${heading}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${columns.join('')}<c:gapWidth val="80"/><c:overlap val="-5"/><c:axId val="10"/><c:axId val="20"/></c:barChart>${axis('catAx', 10, 20, 'b', '', '')}${axis('valAx', 20, 10, 'l', gridLines, `<c:numFmt formatCode="${format}" sourceLinked="0"/>`)}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>${letters(fontSize)}</c:legend><c:plotVisOnly val="1"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${workbook ? `<c:externalData r:id="${workbook}"><c:autoUpdate val="0"/></c:externalData>` : ''}</c:chartSpace>`;
}
