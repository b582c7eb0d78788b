/** A page in points. */
export interface PageSize {
  width: string;
  height: string;
}

/** A sheet of a spreadsheet in one XML file: its tag, and where that is. */
interface Sheet {
  tag: string;
  at: number;
  style: string;
  hidden: boolean;
}

/** Whether any sheet of a spreadsheet in one XML file is hidden. */
export const hasHiddenSheets = (xml: string): boolean => sheetsOf(xml).some(({ hidden }) => hidden);

/** The sizes of the pages of a PDF as LibreOffice writes it: its objects are not compressed. */
export function pageSizes(pdf: Buffer): PageSize[] {
  const boxes = pdf
    .toString('latin1')
    .matchAll(/\/Type\s*\/Page\b[^>]*?\/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+([\d.]+)\s+([\d.]+)/g);
  return [...boxes].map(([, width = '', height = '']) => ({ width, height }));
}

/**
 * A spreadsheet in one XML file of which no hidden sheet is printed: LibreOffice prints one that has a print range, and with
 * `SinglePageSheets` every one. The cells stay, as others are computed from them and charts drawn of them.
 * @param sizes of each sheet's page, where each visible sheet is to have one page, which that option would do
 */
export function onlyVisibleSheets(xml: string, sizes?: readonly PageSize[]): string {
  const sheets = sheetsOf(xml);
  if (sizes && sizes.length !== sheets.length) throw new Error('There is not one page for each sheet.');
  let changed = '';
  let end = 0;
  for (const [index, { tag, at, hidden }] of sheets.entries()) {
    const bare = sizes || hidden ? tag.replace(/\stable:(print-ranges|print)="[^"]*"/g, '') : tag;
    const styled = sizes && !hidden ? bare.replace(styleName, ` table:style-name="${single(index)}"`) : bare;
    changed += xml.slice(end, at) + styled;
    end = at + tag.length;
  }
  changed += xml.slice(end);
  return sizes ? withStyles(changed, sheets, sizes) : changed;
}

const single = (index: number) => `single_${index}`;
const styleName = /\stable:style-name="([^"]*)"/;
const nested = /<(\/?)(office:document|table:table)(?=[\s>/])[^>]*>/g;
const tableStyle =
  /<style:style\b[^>]*\bstyle:name="([^"]*)"[^>]*\bstyle:family="table"[^>]*>\s*<style:table-properties\b[^>]*\btable:display="false"/g;

/** The sheets in order. Objects in them, such as charts, have tables of their own. */
function sheetsOf(xml: string): Sheet[] {
  const hiddenStyles = new Set([...xml.matchAll(tableStyle)].map(([, name]) => name));
  const sheets: Sheet[] = [];
  const depth = { 'office:document': 0, 'table:table': 0 };
  for (const { 0: tag, 1: end, 2: kind, index: at } of xml.matchAll(nested)) {
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

/** Adds a page style for each visible sheet: as large as what is in it, with nothing around it. */
function withStyles(xml: string, sheets: readonly Sheet[], sizes: readonly PageSize[]): string {
  let styles = '';
  let pages = '';
  for (const [index, { style, hidden }] of sheets.entries()) {
    const size = sizes[index];
    if (hidden || !size) continue;
    const name = single(index);
    styles += `<style:page-layout style:name="${name}_layout"><style:page-layout-properties fo:page-width="${size.width}pt" fo:page-height="${size.height}pt" fo:margin-top="0cm" fo:margin-bottom="0cm" fo:margin-left="0cm" fo:margin-right="0cm" style:scale-to-pages="1"${printed(xml, style)}/><style:header-style/><style:footer-style/></style:page-layout><style:style style:name="${name}" style:family="table" style:master-page-name="${name}"><style:table-properties table:display="true"/></style:style>`;
    pages += `<style:master-page style:name="${name}" style:page-layout-name="${name}_layout"><style:header style:display="false"/><style:footer style:display="false"/></style:master-page>`;
  }
  return xml
    .replace('</office:automatic-styles>', (tag) => styles + tag)
    .replace('</office:master-styles>', (tag) => pages + tag);
}

/** The parts of a sheet that its page style prints, such as the grid. */
function printed(xml: string, style: string): string {
  const page = attribute(named(xml, 'style', style), 'style:master-page-name');
  const layout = attribute(named(xml, 'master-page', page), 'style:page-layout-name');
  const at = xml.indexOf(named(xml, 'page-layout', layout));
  const properties = layout ? (/<style:page-layout-properties\b[^>]*>/.exec(xml.slice(at))?.[0] ?? '') : '';
  const print = attribute(properties, 'style:print');
  return print ? ` style:print="${print}"` : '';
}

function named(xml: string, element: string, name: string): string {
  const tags = xml.matchAll(new RegExp(`<style:${element}\\b[^>]*>`, 'g'));
  return tags.find(([tag]) => attribute(tag, 'style:name') === name)?.[0] ?? '';
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
