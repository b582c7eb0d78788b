import type { EngineFile } from './engine.ts';
import { flatEdit, mustBeFlat } from './flatEdit.ts';
import { type FormatName, formatOfName, formats } from './formats.ts';
import type { FileSystem } from './libreofficeFileSystem.ts';
import { saveOptions } from './saveOptions.ts';
import { semicolonCsv } from './semicolonCsv.ts';
import { decodeText } from './textEncoding.ts';

/** The calls of LibreOfficeKit that are used, as the package binds them. Each throws what LibreOffice says. */
export interface Kit {
  documentLoad(path: string): number;
  documentSaveAs(document: number, path: string, format: string, options: string): void;
  documentDestroy(document: number): void;
}

/** LibreOffice in this thread. */
export interface Office {
  kit: Kit;
  FS: FileSystem;
}

const inputFolder = '/tmp/input';
const outputFolder = '/tmp/output';

/**
 * Converts one document.
 * @returns one file, or several where a format holds one sheet only
 */
export function convertDocument(
  office: Office,
  { name, bytes }: EngineFile,
  to: FormatName,
  options: Readonly<Record<string, unknown>>,
): EngineFile[] {
  const from = formatOfName(name)?.name ?? 'docx';
  const stem = stemOf(name);
  try {
    let input: EngineFile = { name: `${stem}.${from}`, bytes: readable(bytes, from) };
    if (mustBeFlat(from, to, options)) {
      const flat = flatOf[formats[from].family];
      const [xml] = flat ? resave(office, input, flat, '') : [];
      if (xml) input = { name: `${stem}.${flat}`, bytes: flatEdit(xml.bytes, from, options) };
    }
    return finished(resave(office, input, to, saveOptions(to, options)), to);
  } finally {
    for (const folder of [inputFolder, outputFolder]) empty(office.FS, folder);
  }
}

/** The formats of one XML file, in which a document can be changed before it is exported. */
const flatOf: Readonly<Record<string, string>> = {
  text: 'fodt',
  spreadsheet: 'fods',
  presentation: 'fodp',
};

function resave({ kit, FS }: Office, input: EngineFile, to: string, options: string): EngineFile[] {
  const path = `${inputFolder}/${input.name}`;
  FS.writeFile(path, input.bytes);
  // The format is told by the file's name only: told as an option, a CSV is read with options that empty it.
  const document = kit.documentLoad(path);
  try {
    kit.documentSaveAs(document, `${outputFolder}/${input.name.replace(/\.\w+$/, '')}.${to}`, to, options);
  } finally {
    kit.documentDestroy(document);
  }
  const names = FS.readdir(outputFolder).filter((each) => !/^\.|^lu\w+\.tmp$/.test(each));
  const files = names.map((each) => ({ name: each, bytes: FS.readFile(`${outputFolder}/${each}`) }));
  for (const folder of [inputFolder, outputFolder]) empty(FS, folder);
  return files;
}

function empty(FS: FileSystem, folder: string): void {
  for (const name of FS.readdir(folder)) if (!/^\.+$/.test(name)) FS.unlink(`${folder}/${name}`);
}

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
