import type { FormatName } from '../formats/formats.ts';
import type { SheetTraits } from '../inputs/sheetTraits.ts';

type Options = Readonly<Record<string, unknown>>;

/** Formats that show the name of a sheet. */
const workbooks: readonly FormatName[] = ['xlsx', 'xls', 'ods'];

/**
 * Whether a document has to be changed before it is exported. LibreOffice offers no option for that, so the document
 * becomes one XML file (ODF 1.3 part 3, section 3.1.2) first, which is read again.
 */
export function mustBeFlat(
  from: FormatName,
  to: FormatName,
  { landscape, singlePageSheets }: Options,
  { hidden, printArea }: SheetTraits,
): boolean {
  if (from === 'csv') return to === 'pdf' || workbooks.includes(to);
  if (to !== 'pdf') return false;
  if (landscape !== undefined) return true;
  // An XLSX has lost the print areas of its hidden sheets by now.
  return hidden && (singlePageSheets === true || (printArea && from !== 'xlsx'));
}

/** What is changed in a document. */
export interface FlatEdit {
  from: FormatName;
  to: FormatName;
  /** For the sheet of a CSV: letters, digits, spaces and `._-` only. */
  sheetName: string;
}

/** Makes the changes in the XML of a document. */
export function flatEdit(xml: string, { from, to, sheetName }: FlatEdit, { landscape }: Options): string {
  let text = xml;
  // LibreOffice names the sheet after the file that it reads, and that has the same name each time.
  if (from === 'csv') text = text.replace(tableName, (_, start) => `${start}${sheetName}"`);
  if (landscape !== undefined) text = text.replace(pageLayout, (tag) => turned(tag, landscape === true));
  // LibreOffice would print the name of the sheet above and a page number below what is only a table.
  if (from === 'csv' && to === 'pdf') text = text.replace(headers, '<$1 style:display="false"/>');
  return text;
}

const tableName = /(<table:table\s[^>]*?table:name=")[^"]*"/;
const pageLayout = /<style:page-layout-properties\b[^>]*>/g;
/** What a page is of which nothing is said. */
const letter = { width: '8.5in', height: '11in' };
const headers = /<(style:(?:header|footer)(?:-left|-first)?)(?:\s[^>]*?)?(?:\/>|>.*?<\/\1>)/gs;

/** A page's properties with its longer side lying or upright (ODF 1.3 part 3, 20.210, 20.212 and 20.333). */
function turned(tag: string, landscape: boolean): string {
  const side = (name: string) => new RegExp(`\\sfo:page-${name}="([^"]*)"`).exec(tag);
  const [width, height] = [side('width'), side('height')];
  const sides = [width?.[1] ?? letter.width, height?.[1] ?? letter.height];
  const [shorter, longer] = sides.toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  const bare = tag.replace(/\s(fo:page-width|fo:page-height|style:print-orientation)="[^"]*"/g, '');
  const attributes = landscape
    ? `fo:page-width="${longer}" fo:page-height="${shorter}" style:print-orientation="landscape"`
    : `fo:page-width="${shorter}" fo:page-height="${longer}" style:print-orientation="portrait"`;
  return bare.replace(/^<style:page-layout-properties/, `$& ${attributes}`);
}
