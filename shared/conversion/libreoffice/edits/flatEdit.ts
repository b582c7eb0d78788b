import type { FormatName } from '../../formats/formats.ts';
import type { SheetTraits } from '../../inputs/sheetTraits.ts';
import { isCsv } from '../sheets/csvText.ts';
import type { PaperSize } from './documentPaper.ts';

type Options = Readonly<Record<string, unknown>>;

/** Formats in which the name of a sheet is visible. */
const workbooks: readonly FormatName[] = ['xlsx', 'xls', 'ods'];

/**
 * Whether a document must be edited before the export, where LibreOffice has no option for the change. It is then saved as
 * flat XML (ODF 1.3 part 3, section 3.1.2) or, if it is a spreadsheet, as a package, edited and loaded again.
 */
export function needsFlatEdit(
  from: FormatName,
  to: FormatName,
  { landscape, singlePageSheets, columns }: Options,
  { hidden, printArea }: SheetTraits,
  paper: boolean,
): boolean {
  // With other options, `csvSheet` has made the sheet.
  if (isCsv(from)) return columns === 'guess' && (to === 'pdf' || workbooks.includes(to));
  if (to !== 'pdf') return false;
  if (landscape !== undefined || paper) return true;
  // `editXlsx` has already removed the print areas of hidden sheets from an XLSX.
  return hidden && (singlePageSheets === true || (printArea && from !== 'xlsx'));
}

/** A change of a document. */
export interface FlatEdit {
  from: FormatName;
  to: FormatName;
  /** Name for the sheet of a CSV: only letters, digits, spaces and `._-`. */
  sheetName: string;
  /** The paper to set. */
  paper: PaperSize | undefined;
  /** Whether the document is a table without pages, such as HTML. */
  isTable: boolean;
}

/** Edits the flat XML of a document, or a part of its package. */
export function flatEdit(
  xml: string,
  { from, to, sheetName, paper, isTable }: FlatEdit,
  { landscape }: Options,
): string {
  let text = xml;
  // LibreOffice names the sheet after its input file, whose name is always the same.
  if (isCsv(from)) text = text.replace(tableName, (_, start) => `${start}${sheetName}"`);
  if (paper) text = text.replace(pageLayout, (tag) => withSize(tag, paper));
  if (landscape !== undefined)
    text = text.replace(pageLayout, (tag) => withOrientation(tag, landscape === true));
  // By default, LibreOffice prints the sheet's name as header and the page number as footer.
  if (isTable && to === 'pdf') text = text.replace(headers, '<$1 style:display="false"/>');
  return text;
}

const tableName = /(<table:table\s[^>]*?table:name=")[^"]*"/;
const pageLayout = /<style:page-layout-properties\b[^>]*>/g;
/** Page size when the document does not specify one. */
const letter = { width: '8.5in', height: '11in' };
const headers = /<(style:(?:header|footer)(?:-left|-first)?)(?:\s[^>]*?)?(?:\/>|>.*?<\/\1>)/gs;

/** Page properties with a size, in their orientation. */
function withSize(tag: string, paper: PaperSize): string {
  const sides = [paper.width, paper.height].map((side) => `${side.toFixed(4)}in`);
  const [width, height] = /print-orientation="landscape"/.test(tag) ? sides.toReversed() : sides;
  const bare = tag.replace(/\s(fo:page-width|fo:page-height)="[^"]*"/g, '');
  return bare.replace(
    /^<style:page-layout-properties/,
    `$& fo:page-width="${width}" fo:page-height="${height}"`,
  );
}

/** Page properties in landscape or portrait (ODF 1.3 part 3, 20.210, 20.212 and 20.333). */
function withOrientation(tag: string, landscape: boolean): string {
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
