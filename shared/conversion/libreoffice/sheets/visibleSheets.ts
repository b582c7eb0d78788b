import { hiddenTableStyles } from './hiddenTableStyles.ts';

/** The size of a page in points. */
export interface PageSize {
  width: string;
  height: string;
}

/** The parts `content.xml` and `styles.xml` of an OpenDocument spreadsheet that LibreOffice has written. */
export interface SpreadsheetParts {
  content: string;
  styles: string;
}

/** A sheet of the part `content.xml`. */
interface Sheet {
  /** Its start tag. */
  tag: string;
  /** Offset of the tag. */
  at: number;
  /** Name of its style. */
  style: string;
  hidden: boolean;
}

/** Whether a spreadsheet has a hidden sheet. @param content the part `content.xml` */
export const hasHiddenSheets = (content: string): boolean => sheetsOf(content).some(({ hidden }) => hidden);

/** The page sizes of a PDF that LibreOffice wrote, whose page objects are not compressed. */
export function pageSizes(pdf: Buffer): PageSize[] {
  const boxes = pdf
    .toString('latin1')
    .matchAll(/\/Type\s*\/Page\b[^>]*?\/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+([\d.]+)\s+([\d.]+)/g);
  return [...boxes].map(([, width = '', height = '']) => ({ width, height }));
}

/**
 * Removes the print ranges of hidden sheets from a spreadsheet: LibreOffice prints a hidden sheet that has one, and with
 * `SinglePageSheets` every hidden sheet. The cells stay, because formulas and charts of other sheets use them.
 * @param sizes page sizes, one for each sheet. If given, each visible sheet is printed on one page, in place of `SinglePageSheets`.
 * @throws Error if the number of sizes is wrong
 */
export function printOnlyVisibleSheets(
  { content, styles }: SpreadsheetParts,
  sizes?: readonly PageSize[],
): SpreadsheetParts {
  const sheets = sheetsOf(content);
  if (sizes && sizes.length !== sheets.length)
    throw new Error('The PDF does not have exactly one page for each sheet.');
  let changed = '';
  let end = 0;
  for (const [index, { tag, at, hidden }] of sheets.entries()) {
    const bare = sizes || hidden ? tag.replace(/\stable:(print-ranges|print)="[^"]*"/g, '') : tag;
    const styled =
      sizes && !hidden ? bare.replace(styleName, ` table:style-name="${pageStyleName(index)}"`) : bare;
    changed += content.slice(end, at) + styled;
    end = at + tag.length;
  }
  changed += content.slice(end);
  return sizes ? withPages({ content: changed, styles }, sheets, sizes) : { content: changed, styles };
}

const pageStyleName = (index: number) => `single_${index}`;
const styleName = /\stable:style-name="([^"]*)"/;
/** LibreOffice's style for the cached cells of other files. */
const cacheStyle = 'ta_extref';
const tableTag = /<(\/?)table:table(?=[\s>/])[^>]*>/g;

/** The sheets in order, without tables within them and cached cells of other files, of which those of DDE links have no name. */
function sheetsOf(content: string): Sheet[] {
  const hiddenStyles = hiddenTableStyles(content);
  const sheets: Sheet[] = [];
  let depth = 0;
  for (const { 0: tag, 1: end, index: at } of content.matchAll(tableTag)) {
    if (end) depth--;
    else if (depth === 0) {
      const style = styleName.exec(tag)?.[1] ?? '';
      if (style !== cacheStyle && tag.includes(' table:name='))
        sheets.push({ tag, at, style, hidden: hiddenStyles.has(style) });
    }
    if (!end && !tag.endsWith('/>')) depth++;
  }
  return sheets;
}

/** Adds a page style for each visible sheet: the size of its content, without margins, header and footer. */
function withPages(
  parts: SpreadsheetParts,
  sheets: readonly Sheet[],
  sizes: readonly PageSize[],
): SpreadsheetParts {
  let tables = '';
  let layouts = '';
  let pages = '';
  for (const [index, { style, hidden }] of sheets.entries()) {
    const size = sizes[index];
    if (hidden || !size) continue;
    const name = pageStyleName(index);
    tables += `<style:style style:name="${name}" style:family="table" style:master-page-name="${name}"><style:table-properties table:display="true"/></style:style>`;
    layouts += `<style:page-layout style:name="${name}_layout"><style:page-layout-properties fo:page-width="${size.width}pt" fo:page-height="${size.height}pt" fo:margin-top="0cm" fo:margin-bottom="0cm" fo:margin-left="0cm" fo:margin-right="0cm" style:scale-to-pages="1"${printAttribute(parts, style)}/><style:header-style/><style:footer-style/></style:page-layout>`;
    pages += `<style:master-page style:name="${name}" style:page-layout-name="${name}_layout"><style:header style:display="false"/><style:footer style:display="false"/></style:master-page>`;
  }
  return {
    content: endingWith(parts.content, 'automatic-styles', tables),
    styles: endingWith(endingWith(parts.styles, 'automatic-styles', layouts), 'master-styles', pages),
  };
}

/** Adds elements at the end of an element. */
const endingWith = (xml: string, element: string, added: string) =>
  xml.replace(`</office:${element}>`, (tag) => added + tag);

/** The attribute `style:print` of a sheet's page style: the parts that it prints, such as the grid. */
function printAttribute({ content, styles }: SpreadsheetParts, style: string): string {
  const page = attribute(elementNamed(content, 'style', style), 'style:master-page-name');
  const layout = attribute(elementNamed(styles, 'master-page', page), 'style:page-layout-name');
  const at = styles.indexOf(elementNamed(styles, 'page-layout', layout));
  const properties = layout
    ? (/<style:page-layout-properties\b[^>]*>/.exec(styles.slice(at))?.[0] ?? '')
    : '';
  const print = attribute(properties, 'style:print');
  return print ? ` style:print="${print}"` : '';
}

function elementNamed(xml: string, element: string, name: string): string {
  const tags = xml.matchAll(new RegExp(`<style:${element}\\b[^>]*>`, 'g'));
  return tags.find(([tag]) => attribute(tag, 'style:name') === name)?.[0] ?? '';
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
