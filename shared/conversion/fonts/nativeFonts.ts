import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackFonts } from '../libreoffice/packedFonts.ts';
import { fontFamilies } from './fontFamilies.ts';
import { fontFiles, fontFolders, scriptFontFolders } from './fontFiles.ts';
import { fontsConfiguration } from './fontsConfiguration.ts';

/** Fonts for native programs. */
export interface NativeFonts {
  /** Path of the configuration, for `FONTCONFIG_FILE`. */
  configuration: string;
  /** Families of the operator's fonts, as keys of `fontKey`. */
  families: ReadonlySet<string>;
}

/**
 * Makes the fonts available to native programs: Chromium, or the operator's LibreOffice.
 * @param cache an existing folder to unpack into
 * @param more further font folders
 * @param folder the operator's font folder
 */
export async function nativeFonts(
  cache: string,
  more: readonly string[],
  folder?: string,
): Promise<NativeFonts> {
  const folders = [await unpackFonts(cache), ...fontFolders(folder), ...scriptFontFolders(), ...more];
  const families = fontFamilies(fontFiles(folder ? [folder] : []));
  const content = fontsConfiguration({ folders, cache: join(cache, 'fontconfig'), families });
  // One file per set of fonts: two apps on one machine may use different font folders.
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const path = join(cache, `fonts-${name}.conf`);
  // The rename is atomic: a browser of another process may be reading the file.
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
  return { configuration: path, families };
}
