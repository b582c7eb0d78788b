import type { NamedFile } from '../files.ts';
import type { FormatName } from '../formats/formats.ts';
import { isOle2 } from '../inputs/ole2Streams.ts';
import type { SheetTraits } from '../inputs/sheetTraits.ts';
import { decodeText } from '../inputs/textEncoding.ts';
import { type PaperName, papers, standardPaper } from '../paper.ts';
import { csvSheet } from './edits/csvSheet.ts';
import { editedDocument } from './edits/documentEdits.ts';
import { requestedPaper } from './edits/documentPaper.ts';
import { flatText } from './edits/flatDocument.ts';
import { legacyText } from './edits/legacyText.ts';
import { withTextPaper } from './edits/textPaper.ts';
import { editXlsx } from './edits/xlsxEdit.ts';
import { officeStem } from './officeStem.ts';
import { csvText, isCsv, semicolonCsv } from './sheets/csvText.ts';

/**
 * An input of LibreOffice. It does not contain the caller's file name, which could hide the file, contain a path or be too long
 * for the file system.
 */
export interface OfficeInput {
  extension: string;
  bytes: Uint8Array;
}

/**
 * Extensions that LibreOffice requires where they differ from the format's. It reads a damaged file with the extension .xls as
 * text with separators ("PlainTextFilterDetect") and prints its bytes.
 */
const extensionOf: Partial<Record<FormatName, string>> = { xls: 'xlt' };

/**
 * What LibreOffice reads correctly without options: text in UTF-8, a CSV as a spreadsheet or with semicolons, a document edited by
 * `editXlsx` or `editedDocument`.
 */
export async function officeInput(
  { name, bytes }: NamedFile,
  { from, to, traits }: { from: FormatName; to: FormatName; traits: SheetTraits },
  options: Readonly<Record<string, unknown>>,
): Promise<OfficeInput> {
  const { singlePageSheets, encoding, columns, landscape } = options;
  const paper = { ...requestedPaper(options), landscape: landscape === true };
  const text = () => decodeText(bytes, typeof encoding === 'string' ? encoding : undefined);
  if (isCsv(from)) {
    const csv = csvText(await text(), from === 'tsv' ? '\t' : undefined);
    if (columns === 'guess') return { extension: 'csv', bytes: Buffer.from(semicolonCsv(csv)) };
    return { extension: 'fods', bytes: Buffer.from(csvSheet(csv, { name: sheetNameOf(name), paper })) };
  }
  if ((from === 'doc' || from === 'xls') && !isOle2(bytes)) return legacyText(bytes, from);
  if (from === 'txt') return { extension: 'fodt', bytes: Buffer.from(flatText(await text(), paper)) };
  const lacksPaper = to === 'pdf' && traits.paperless && !paper.overrides;
  const needsEdit =
    from === 'xlsx' && (traits.hidden || lacksPaper || (traits.scrolled && singlePageSheets === true));
  const edited = needsEdit
    ? await editXlsx(bytes, { printed: to === 'pdf', paper: paperNumber(options) })
    : await editedDocument(bytes, from);
  const isPrinted = to === 'pdf' && !paper.overrides;
  return {
    extension: extensionOf[from] ?? from,
    bytes: isPrinted ? await withTextPaper(edited, from, paper) : edited,
  };
}

/** The number of the paper for sheets that name none. */
export function paperNumber({ defaultPaper }: Readonly<Record<string, unknown>>): number {
  return papers[(defaultPaper as PaperName | undefined) ?? standardPaper].number;
}

/** The sheet of a CSV is named after its file, as in Excel and LibreOffice. Characters that a sheet name cannot contain are replaced. */
export function sheetNameOf(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return stem.slice(0, 31).trim() || officeStem;
}
