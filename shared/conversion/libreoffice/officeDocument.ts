import type { EngineFile } from '../engines/engine.ts';
import { type FormatName, formatOfName, formats } from '../formats/formats.ts';
import { decodeText } from '../inputs/textEncoding.ts';
import { flatEdit, mustBeFlat } from './flatEdit.ts';
import { semicolonCsv } from './semicolonCsv.ts';

/** Reads a document and saves it in another format, by whatever LibreOffice there is. @returns all files that were written */
export type Resave = (
  input: EngineFile,
  to: string,
  options: Readonly<Record<string, unknown>>,
) => EngineFile[] | Promise<EngineFile[]>;

/**
 * Converts one office document.
 * @returns one file, or several where a format holds one sheet only
 */
export async function convertDocument(
  resave: Resave,
  { name, bytes }: EngineFile,
  to: FormatName,
  options: Readonly<Record<string, unknown>>,
): Promise<EngineFile[]> {
  const from = formatOfName(name)?.name ?? 'docx';
  const stem = stemOf(name);
  let input: EngineFile = { name: `${stem}.${from}`, bytes: readable(bytes, from) };
  const flat = mustBeFlat(from, to, options) && flatOf[formats[from].family];
  if (flat) {
    const [xml] = await resave(input, flat, {});
    if (!xml) throw new Error('LibreOffice made no file.');
    input = { name: `${stem}.${flat}`, bytes: flatEdit(xml.bytes, from, options) };
  }
  return finished(await resave(input, to, options), to);
}

/** The formats of one XML file, in which a document can be changed before it is exported. */
const flatOf: Readonly<Record<string, string>> = {
  text: 'fodt',
  spreadsheet: 'fods',
  presentation: 'fodp',
};

/** A sheet is named after its file, so that a file keeps its name, as far as a sheet may bear it. */
function stemOf(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return stem.slice(0, 31).trim() || 'document';
}

/** Text as LibreOffice reads it without being asked how: in UTF-8, and a CSV with semicolons. */
function readable(bytes: Uint8Array, from: FormatName): Uint8Array {
  if (from === 'csv') return Buffer.from(semicolonCsv(decodeText(bytes)));
  return from === 'txt' ? Buffer.from(decodeText(bytes)) : bytes;
}

function finished(files: EngineFile[], to: FormatName): EngineFile[] {
  const wanted = files.filter(({ name }) => name.endsWith(`.${to}`));
  if (wanted.length === 0) throw new Error('LibreOffice made no file.');
  if (to === 'txt') return wanted.map((file) => ({ ...file, bytes: withoutMark(file.bytes) }));
  return to === 'html' ? wanted.map((page) => withPictures(page, files)) : wanted;
}

/** UTF-8 needs no byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A page with its pictures in it, which LibreOffice writes beside it. */
function withPictures(page: EngineFile, files: EngineFile[]): EngineFile {
  let html = Buffer.from(page.bytes).toString('utf8');
  for (const { name, bytes } of files) {
    const picture = formatOfName(name);
    if (picture?.family !== 'image') continue;
    const data = `data:${picture.contentType};base64,${Buffer.from(bytes).toString('base64')}`;
    html = html.replaceAll(`"${encodeURI(name)}"`, `"${data}"`);
  }
  return { name: page.name, bytes: Buffer.from(html) };
}
