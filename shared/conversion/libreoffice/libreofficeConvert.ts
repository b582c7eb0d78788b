import type { NamedFile } from '../files.ts';
import type { ScriptFont } from '../fonts/scriptFonts.ts';
import { officeFamily } from '../formats/officeFamily.ts';
import { fontDocument } from './fontDocument.ts';
import type { FileSystem } from './libreofficeFileSystem.ts';
import type { Resave } from './officeDocument.ts';
import { officeStem } from './officeStem.ts';
import { saveOptions } from './saveOptions.ts';

/** The functions of LibreOfficeKit that are used. Each throws an Error with LibreOffice's message. */
export interface Kit {
  documentLoad(path: string): number;
  documentGetDocumentType(document: number): number;
  documentSaveAs(document: number, path: string, format: string, options: string): void;
  documentDestroy(document: number): void;
}

const inputFolder = '/tmp/input';
const outputFolder = '/tmp/output';

/** Loads and saves documents with the LibreOffice of this thread. */
export function resaveWith(kit: Kit, FS: FileSystem): Resave {
  return (input, to, options) => {
    const path = `${inputFolder}/${officeStem}.${input.extension}`;
    try {
      FS.writeFile(path, input.bytes);
      // Only the file name determines the format. With a format option, LibreOffice reads a CSV as empty.
      const document = kit.documentLoad(path);
      try {
        checkFamily(input.extension, kit.documentGetDocumentType(document));
        kit.documentSaveAs(document, `${outputFolder}/${officeStem}.${to}`, to, saveOptions(to, options));
      } finally {
        kit.documentDestroy(document);
      }
      const names = FS.readdir(outputFolder).filter((name) => name.startsWith(officeStem));
      return names.map((name): NamedFile => ({ name, bytes: FS.readFile(`${outputFolder}/${name}`) }));
    } finally {
      for (const folder of [inputFolder, outputFolder]) empty(FS, folder);
    }
  };
}

/** Loads fonts into the LibreOffice of this thread, each once. */
export function addFontsWith(kit: Kit, FS: FileSystem): (fonts: readonly ScriptFont[]) => void {
  const added = new Set<ScriptFont>();
  return (fonts) => {
    const missing = fonts.filter((font) => !added.has(font));
    if (missing.length === 0) return;
    const path = `${inputFolder}/fonts.fodt`;
    try {
      FS.writeFile(path, fontDocument(missing));
      kit.documentDestroy(kit.documentLoad(path));
      for (const font of missing) added.add(font);
    } finally {
      empty(FS, inputFolder);
    }
  };
}

/** LibreOfficeKitDocumentType. */
const types = { text: 0, spreadsheet: 1, presentation: 2, drawing: 3 } as const;

/** LibreOffice can take a damaged document for one of another family. @throws Error that starts like LibreOffice's own */
function checkFamily(extension: string, type: number): void {
  const family = officeFamily(extension);
  if (types[family] !== type)
    throw new Error(`Failed to load document: its content is not of the family ${family}.`);
}

function empty(FS: FileSystem, folder: string): void {
  for (const name of FS.readdir(folder)) if (!/^\.+$/.test(name)) FS.unlink(`${folder}/${name}`);
}
