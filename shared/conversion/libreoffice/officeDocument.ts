import { DocumentRefused, type EngineResult } from '../engines/engine.ts';
import type { NamedFile } from '../files.ts';
import { type FormatName, formatOfName } from '../formats/formats.ts';
import { formats } from '../formats/formatTable.ts';
import { sheetTraits } from '../inputs/sheetTraits.ts';
import { allParts } from '../inputs/zipContents.ts';
import { zipParts } from '../inputs/zipParts.ts';
import { defaultInputLimits } from '../limits.ts';
import type { ConversionWarning } from '../warnings.ts';
import { withoutDamagedPictures } from './edits/damagedPictures.ts';
import { mustSetPaper, requestedPaper } from './edits/documentPaper.ts';
import { type FlatEdit, flatEdit, needsFlatEdit } from './edits/flatEdit.ts';
import { type OfficeFonts, prepareFonts } from './edits/prepareFonts.ts';
import { type OfficeInput, officeInput, paperNumber, sheetNameOf } from './officeInput.ts';
import { officeStem } from './officeStem.ts';
import { isCsv } from './sheets/csvText.ts';
import { sheetsToCsv } from './sheets/sheetsToCsv.ts';
import { withoutSpreadsheetXml } from './sheets/spreadsheetXml.ts';
import {
  hasHiddenSheets,
  pageSizes,
  printOnlyVisibleSheets,
  type SpreadsheetParts,
} from './sheets/visibleSheets.ts';

/**
 * Loads a document and saves it in another format, with either LibreOffice.
 * @returns all written files; their names start with `officeStem`
 */
export type Resave = (
  input: OfficeInput,
  to: string,
  options: Readonly<Record<string, unknown>>,
) => NamedFile[] | Promise<NamedFile[]>;

/**
 * Converts one office document.
 * @param fonts of the LibreOffice that converts it
 * @returns one file, or several if the format holds only one sheet, named after the document
 */
export async function convertDocument(
  resave: Resave,
  document: NamedFile,
  to: FormatName,
  options: Readonly<Record<string, unknown>>,
  fonts: OfficeFonts,
): Promise<EngineResult> {
  const { name, bytes: given } = await withoutSpreadsheetXml(document, paperNumber(options));
  const from = formatOfName(name)?.name ?? 'docx';
  const { bytes, removed } = isText(from)
    ? { bytes: given, removed: 0 }
    : await withoutDamagedPictures(given);
  const { family } = formats[from];
  const traits = await sheetTraits(bytes, from);
  // LibreOffice would write a million empty rows, until its time is up.
  if (to === 'html' && traits.lastRow > defaultInputLimits.rows)
    throw new DocumentRefused('too_many_rows', {
      detail: `The last row with content is row ${traits.lastRow}. HTML also has the empty rows above it; the limit is ${defaultInputLimits.rows} rows.`,
    });
  let readable = await officeInput({ name, bytes }, { from, to, traits }, options);
  // LibreOffice saves HTML as OpenDocument of a type of its own, which few programs open.
  if (readable.extension === 'html' && to !== 'docx' && to !== 'pdf')
    readable = { extension: 'docx', bytes: await firstOf(resave(readable, 'docx', {})) };
  const stem = name.replace(/\.[^.]*$/, '');
  if (to === 'csv')
    return { files: sheetsToCsv((await firstOf(resave(readable, 'fods', {}))).toString('utf8'), stem) };
  // Fonts matter only where text is drawn.
  const { input, warnings, ...fontResult } =
    to === 'pdf' ? await prepareFonts(readable, fonts) : { input: readable, warnings: [] };
  const paper = to === 'pdf' && (await mustSetPaper(bytes, from, options));
  const isEdited = needsFlatEdit(from, to, options, traits, paper);
  const flat = isEdited ? flatOf[family] : undefined;
  const edit: FlatEdit = {
    from,
    to,
    sheetName: sheetNameOf(name),
    paper: paper || isCsv(from) ? requestedPaper(options) : undefined,
    isTable: isCsv(from) || (from === 'xls' && readable.extension === 'xls'),
  };
  let files: NamedFile[];
  if (isEdited && family === 'spreadsheet') files = await resaveSheets(resave, input, edit, options);
  else if (flat) files = await resaveFlat(resave, input, flat, edit, options);
  else files = await resave(input, to, options);
  const results = resultFiles(files, to).map((file) => ({
    ...file,
    name: `${stem}${file.name.slice(officeStem.length)}`,
  }));
  return {
    files: results,
    ...fontResult,
    warnings: [...damageWarnings(removed, to), ...warnings],
  };
}

/** Whether a format contains only text, in which an encoded picture is text as well. */
const isText = (format: FormatName) => format === 'txt' || isCsv(format);

function damageWarnings(removed: number, to: FormatName): ConversionWarning[] {
  if (removed === 0 || to === 'txt') return [];
  const subject = removed === 1 ? 'A damaged picture is' : `${removed} damaged pictures are`;
  return [{ code: 'object_not_drawn', detail: `${subject} not in the result.` }];
}

/** Edits a spreadsheet as OpenDocument before it is saved in its target format. LibreOffice writes no comments into a flat one. */
async function resaveSheets(
  resave: Resave,
  input: OfficeInput,
  edit: FlatEdit,
  options: Readonly<Record<string, unknown>>,
): Promise<NamedFile[]> {
  const parts = await allParts(await firstOf(resave(input, 'ods', {})));
  const edited = (path: string) => flatEdit(parts.get(path)?.toString('utf8') ?? '', edit, options);
  const sheets: SpreadsheetParts = { content: edited('content.xml'), styles: edited('styles.xml') };
  const save = async ({ content, styles }: SpreadsheetParts, given: Readonly<Record<string, unknown>>) => {
    const changed = new Map(parts)
      .set('content.xml', Buffer.from(content))
      .set('styles.xml', Buffer.from(styles));
    return resave({ extension: 'ods', bytes: await zipParts(changed) }, edit.to, given);
  };
  if (!hasHiddenSheets(sheets.content)) return save(sheets, options);
  const { singlePageSheets, ...others } = options;
  const sizes =
    singlePageSheets === true ? pageSizes(await firstOf(save(sheets, { singlePageSheets }))) : undefined;
  return save(printOnlyVisibleSheets(sheets, sizes), others);
}

/** Edits a document as flat XML before it is saved in its target format. */
async function resaveFlat(
  resave: Resave,
  input: OfficeInput,
  flat: string,
  edit: FlatEdit,
  options: Readonly<Record<string, unknown>>,
): Promise<NamedFile[]> {
  const xml = flatEdit((await firstOf(resave(input, flat, {}))).toString('utf8'), edit, options);
  return resave({ extension: flat, bytes: Buffer.from(xml) }, edit.to, options);
}

async function firstOf(files: ReturnType<Resave>): Promise<Buffer> {
  const [file] = await files;
  if (!file) throw new Error('LibreOffice wrote no file.');
  return Buffer.from(file.bytes);
}

/** The flat XML format in which documents of a family are edited. */
const flatOf: Readonly<Record<string, string>> = {
  text: 'fodt',
  presentation: 'fodp',
};

function resultFiles(files: NamedFile[], to: FormatName): NamedFile[] {
  const results = files.filter(({ name }) => name.endsWith(`.${to}`));
  if (results.length === 0) throw new Error('LibreOffice wrote no file.');
  if (to === 'txt') return results.map((file) => ({ ...file, bytes: withoutByteOrderMark(file.bytes) }));
  return to === 'html' ? results.map((page) => withPictures(page, files)) : results;
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A page with embedded pictures, which LibreOffice writes as separate files. */
function withPictures(page: NamedFile, files: NamedFile[]): NamedFile {
  let html = Buffer.from(page.bytes).toString('utf8');
  for (const { name, bytes } of files) {
    const picture = formatOfName(name);
    if (picture?.family !== 'image') continue;
    const data = `data:${picture.contentType};base64,${Buffer.from(bytes).toString('base64')}`;
    html = html.replaceAll(`"${encodeURI(name)}"`, `"${data}"`);
  }
  return { name: page.name, bytes: Buffer.from(html) };
}
