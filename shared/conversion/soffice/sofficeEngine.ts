import { lazy } from '../../async/lazy.ts';
import { cacheFolder } from '../engines/cacheFolder.ts';
import type { Engine } from '../engines/engine.ts';
import { officeWarmUp } from '../engines/warmUpDocuments.ts';
import { nativeFonts } from '../fonts/nativeFonts.ts';
import type { LibreOfficeStart } from '../libreoffice/libreofficeModule.ts';
import { SofficeProcess } from './sofficeProcess.ts';

export interface SofficeOptions extends LibreOfficeStart {
  /** The path of `soffice`. */
  executable: string;
  /** The folder to unpack fonts in; by default in the user's cache. */
  cache?: string | undefined;
}

/**
 * The operator's native LibreOffice: one process, with its own profile, for each document. It can read the machine's files,
 * and its settings do not block every access, so it must get only self-contained documents (`withSoffice.ts`).
 */
export function sofficeEngine({ executable, cache, fonts }: SofficeOptions): Engine {
  const nativeFontsOf = lazy(async () => nativeFonts(await cacheFolder(cache), [], fonts));
  return {
    kind: 'soffice',
    warmUp: officeWarmUp,
    startMilliseconds: 20_000,
    start: async (folder) => new SofficeProcess(executable, folder, await nativeFontsOf()),
  };
}
