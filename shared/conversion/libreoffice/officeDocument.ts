import type { NamedFile } from '../files.ts';
import { type FormatName, formatOfName, formats } from '../formats/formats.ts';
import { type SheetTraits, sheetTraits } from '../inputs/sheetTraits.ts';
import { decodeText } from '../inputs/textEncoding.ts';
import { type FlatEdit, flatEdit, mustBeFlat } from './flatEdit.ts';
import { semicolonCsv } from './semicolonCsv.ts';
import { hasHiddenSheets, onlyVisibleSheets, pageSizes } from './visibleSheets.ts';
import { editXlsx } from './xlsxEdit.ts';

/** The name, without its extension, of every file that LibreOffice reads and writes. */
export const officeStem = 'document';

/**
 * An input of LibreOffice. It does not contain the caller's file name, which could hide the file, contain a path or be too long
 * for the file system.
 */
export interface OfficeInput {
  extension: string;
  bytes: Uint8Array;
}

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
 * @returns one file, or several where a format holds one sheet only, named after the document
 */
export async function convertDocument(
  resave: Resave,
  { name, bytes }: NamedFile,
  to: FormatName,
  options: Readonly<Record<string, unknown>>,
): Promise<NamedFile[]> {
  const from = formatOfName(name)?.name ?? 'docx';
  const { family } = formats[from];
  const traits = await sheetTraits(bytes, from);
  const input: OfficeInput = {
    extension: extensionOf[from] ?? from,
    bytes: await readableBytes(bytes, from, to, options, traits),
  };
  const flat = mustBeFlat(from, to, options, traits) ? flatOf[family] : undefined;
  const files = flat
    ? await resaveFlat(resave, input, flat, { from, to, sheetName: sheetNameOf(name) }, options)
    : await resave(input, to, options);
  const stem = name.replace(/\.[^.]*$/, '');
  return finished(files, to).map((made) => ({
    ...made,
    name: `${stem}${made.name.slice(officeStem.length)}`,
  }));
}

/** Changes a document as one XML file before it is saved in its target format. */
async function resaveFlat(
  resave: Resave,
  input: OfficeInput,
  flat: string,
  edit: FlatEdit,
  options: Readonly<Record<string, unknown>>,
): Promise<NamedFile[]> {
  const xml = flatEdit((await firstOf(resave(input, flat, {}))).toString('utf8'), edit, options);
  const flatFile = (text: string): OfficeInput => ({ extension: flat, bytes: Buffer.from(text) });
  if (flat !== flatOf.spreadsheet || !hasHiddenSheets(xml)) return resave(flatFile(xml), edit.to, options);
  const { singlePageSheets, ...others } = options;
  const sizes =
    singlePageSheets === true &&
    pageSizes(await firstOf(resave(flatFile(xml), edit.to, { singlePageSheets })));
  return resave(flatFile(onlyVisibleSheets(xml, sizes || undefined)), edit.to, others);
}

async function firstOf(made: ReturnType<Resave>): Promise<Buffer> {
  const [file] = await made;
  if (!file) throw new Error('LibreOffice made no file.');
  return Buffer.from(file.bytes);
}

/**
 * Extensions under which LibreOffice reads a format, where they are not its own. What it can't read as XLS under the extension
 * .xls it takes for text with separators ("PlainTextFilterDetect"), and prints the bytes.
 */
const extensionOf: Partial<Record<FormatName, string>> = { xls: 'xlt' };

/** The formats of one XML file, in which a document can be changed before it is exported. */
const flatOf: Readonly<Record<string, string>> = {
  text: 'fodt',
  spreadsheet: 'fods',
  presentation: 'fodp',
};

/** The sheet of a CSV is named after its file, as in Excel and LibreOffice, as far as a sheet's name allows. */
function sheetNameOf(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return stem.slice(0, 31).trim() || officeStem;
}

/** Text as LibreOffice reads it without being asked how: in UTF-8, and a CSV with semicolons. A workbook that hides what is hidden. */
function readableBytes(
  bytes: Uint8Array,
  from: FormatName,
  to: FormatName,
  { singlePageSheets }: Readonly<Record<string, unknown>>,
  { hidden, scrolled }: SheetTraits,
): Uint8Array | Promise<Uint8Array> {
  if (from === 'csv') return Buffer.from(semicolonCsv(decodeText(bytes)));
  if (from === 'txt') return Buffer.from(decodeText(bytes));
  const mustChange = from === 'xlsx' && (hidden || (scrolled && singlePageSheets === true));
  return mustChange ? editXlsx(bytes, { printed: to === 'pdf' }) : bytes;
}

function finished(files: NamedFile[], to: FormatName): NamedFile[] {
  const wanted = files.filter(({ name }) => name.endsWith(`.${to}`));
  if (wanted.length === 0) throw new Error('LibreOffice made no file.');
  if (to === 'txt') return wanted.map((file) => ({ ...file, bytes: withoutMark(file.bytes) }));
  return to === 'html' ? wanted.map((page) => withPictures(page, files)) : wanted;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
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
