import { lazy } from '../../async/lazy.ts';
import { cacheFolder } from '../engines/cacheFolder.ts';
import type { Engine } from '../engines/engine.ts';
import { warmUpDocx } from '../engines/warmUpDocuments.ts';
import { nativeFonts } from '../fonts/nativeFonts.ts';
import type { LibreOfficeStart } from '../libreoffice/libreofficeModule.ts';
import { SofficeProcess } from './sofficeProcess.ts';

/** What may be said of a LibreOffice of the machine. */
export interface SofficeOptions extends LibreOfficeStart {
  /** The path of `soffice`. */
  executable: string;
  /** The folder to unpack fonts in; by default in the user's cache. */
  cache?: string | undefined;
}

/**
 * A LibreOffice of the operator's: a process for each document, with a profile of its own. It has the machine's files, and its
 * own settings keep documents from most of them only: it must be given nothing but what is self-contained (`withSoffice.ts`).
 */
export function sofficeEngine({ executable, cache, fonts }: SofficeOptions): Engine {
  const fontsConfiguration = lazy(async () => nativeFonts(await cacheFolder(cache), [], fonts));
  return {
    kind: 'soffice',
    warmUp: {
      operation: 'convert',
      files: [{ name: 'warm.docx', bytes: warmUpDocx }],
      options: { to: 'pdf' },
    },
    startMilliseconds: 20_000,
    start: async (folder) => new SofficeProcess(executable, folder, await fontsConfiguration()),
  };
}
