import { hiddenTableStyles } from './hiddenTableStyles.ts';

/** The size of a page in points. */
export interface PageSize {
  width: string;
  height: string;
}

/** A sheet of a spreadsheet, which is flat XML or the part `content.xml`. */
interface Sheet {
  /** Its start tag. */
  tag: string;
  /** Offset of the tag. */
  at: number;
  /** Name of its style. */
  style: string;
  hidden: boolean;
}

/** Whether a flat XML spreadsheet has a hidden sheet. */
export const hasHiddenSheets = (xml: string): boolean => sheetsOf(xml).some(({ hidden }) => hidden);

/** The page sizes of a PDF that LibreOffice wrote, whose page objects are not compressed. */
export function pageSizes(pdf: Buffer): PageSize[] {
  const boxes = pdf
    .toString('latin1')
    .matchAll(/\/Type\s*\/Page\b[^>]*?\/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+([\d.]+)\s+([\d.]+)/g);
  return [...boxes].map(([, width = '', height = '']) => ({ width, height }));
}

/**
 * Removes the print ranges of hidden sheets from a flat XML spreadsheet: LibreOffice prints a hidden sheet that has one, and with
 * `SinglePageSheets` every hidden sheet. The cells stay, because formulas and charts of other sheets use them.
 * @param sizes page sizes, one for each sheet. If given, each visible sheet is printed on one page, in place of `SinglePageSheets`.
 * @throws Error if the number of sizes is wrong
 */
export function printOnlyVisibleSheets(xml: string, sizes?: readonly PageSize[]): string {
  const sheets = sheetsOf(xml);
  if (sizes && sizes.length !== sheets.length)
    throw new Error('The PDF does not have exactly one page for each sheet.');
  let changed = '';
  let end = 0;
  for (const [index, { tag, at, hidden }] of sheets.entries()) {
    const bare = sizes || hidden ? tag.replace(/\stable:(print-ranges|print)="[^"]*"/g, '') : tag;
    const styled =
      sizes && !hidden ? bare.replace(styleName, ` table:style-name="${pageStyleName(index)}"`) : bare;
    changed += xml.slice(end, at) + styled;
    end = at + tag.length;
  }
  changed += xml.slice(end);
  return sizes ? withStyles(changed, sheets, sizes) : changed;
}

const pageStyleName = (index: number) => `single_${index}`;
const styleName = /\stable:style-name="([^"]*)"/;
const documentOrTable = /<(\/?)(office:document|table:table)(?:-content)?(?=[\s>/])[^>]*>/g;

/** The sheets in order, without the tables of embedded objects such as charts. */
function sheetsOf(xml: string): Sheet[] {
  const hiddenStyles = hiddenTableStyles(xml);
  const sheets: Sheet[] = [];
  const depth = { 'office:document': 0, 'table:table': 0 };
  for (const { 0: tag, 1: end, 2: kind, index: at } of xml.matchAll(documentOrTable)) {
    const element = kind as keyof typeof depth;
    if (end) depth[element]--;
    else if (element === 'table:table' && depth['office:document'] === 1 && depth['table:table'] === 0) {
      const style = styleName.exec(tag)?.[1] ?? '';
      sheets.push({ tag, at, style, hidden: hiddenStyles.has(style) });
    }
    if (!end && !tag.endsWith('/>')) depth[element]++;
  }
  return sheets;
}

/** Adds a page style for each visible sheet: the size of its content, without margins, header and footer. */
function withStyles(xml: string, sheets: readonly Sheet[], sizes: readonly PageSize[]): string {
  let styles = '';
  let pages = '';
  for (const [index, { style, hidden }] of sheets.entries()) {
    const size = sizes[index];
    if (hidden || !size) continue;
    const name = pageStyleName(index);
    styles += `<style:page-layout style:name="${name}_layout"><style:page-layout-properties fo:page-width="${size.width}pt" fo:page-height="${size.height}pt" fo:margin-top="0cm" fo:margin-bottom="0cm" fo:margin-left="0cm" fo:margin-right="0cm" style:scale-to-pages="1"${printAttribute(xml, style)}/><style:header-style/><style:footer-style/></style:page-layout><style:style style:name="${name}" style:family="table" style:master-page-name="${name}"><style:table-properties table:display="true"/></style:style>`;
    pages += `<style:master-page style:name="${name}" style:page-layout-name="${name}_layout"><style:header style:display="false"/><style:footer style:display="false"/></style:master-page>`;
  }
  return xml
    .replace('</office:automatic-styles>', (tag) => styles + tag)
    .replace('</office:master-styles>', (tag) => pages + tag);
}

/** The attribute `style:print` of a sheet's page style: the parts that it prints, such as the grid. */
function printAttribute(xml: string, style: string): string {
  const page = attribute(elementNamed(xml, 'style', style), 'style:master-page-name');
  const layout = attribute(elementNamed(xml, 'master-page', page), 'style:page-layout-name');
  const at = xml.indexOf(elementNamed(xml, 'page-layout', layout));
  const properties = layout ? (/<style:page-layout-properties\b[^>]*>/.exec(xml.slice(at))?.[0] ?? '') : '';
  const print = attribute(properties, 'style:print');
  return print ? ` style:print="${print}"` : '';
}

function elementNamed(xml: string, element: string, name: string): string {
  const tags = xml.matchAll(new RegExp(`<style:${element}\\b[^>]*>`, 'g'));
  return tags.find(([tag]) => attribute(tag, 'style:name') === name)?.[0] ?? '';
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
