import type { EngineFile } from '../engines/engine.ts';
import type { FileSystem } from './libreofficeFileSystem.ts';
import type { Resave } from './officeDocument.ts';
import { saveOptions } from './saveOptions.ts';

/** The calls of LibreOfficeKit that are used, as the package binds them. Each throws what LibreOffice says. */
export interface Kit {
  documentLoad(path: string): number;
  documentSaveAs(document: number, path: string, format: string, options: string): void;
  documentDestroy(document: number): void;
}

const inputFolder = '/tmp/input';
const outputFolder = '/tmp/output';

/** Reads and saves documents with the LibreOffice of this thread. */
export function resaveWith(kit: Kit, FS: FileSystem): Resave {
  return (input, to, options) => {
    const path = `${inputFolder}/${input.name}`;
    const stem = input.name.replace(/\.\w+$/, '');
    try {
      FS.writeFile(path, input.bytes);
      // The format is told by the file's name only: told as an option, a CSV is read with options that empty it.
      const document = kit.documentLoad(path);
      try {
        kit.documentSaveAs(document, `${outputFolder}/${stem}.${to}`, to, saveOptions(to, options));
      } finally {
        kit.documentDestroy(document);
      }
      const names = FS.readdir(outputFolder).filter((name) => !/^\.|^lu\w+\.tmp$/.test(name));
      return names.map((name): EngineFile => ({ name, bytes: FS.readFile(`${outputFolder}/${name}`) }));
    } finally {
      for (const folder of [inputFolder, outputFolder]) empty(FS, folder);
    }
  };
}

function empty(FS: FileSystem, folder: string): void {
  for (const name of FS.readdir(folder)) if (!/^\.+$/.test(name)) FS.unlink(`${folder}/${name}`);
}
