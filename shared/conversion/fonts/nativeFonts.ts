import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackFonts } from '../libreoffice/packedFonts.ts';
import { fontFolders } from './fontFiles.ts';
import { fontsConfiguration } from './fontsConfiguration.ts';

/**
 * Puts the fonts where a program of the machine finds them: Chromium, or a LibreOffice of the operator's.
 * @param cache the folder to unpack under, which exists
 * @param more further folders of fonts
 * @param folder the operator's folder of fonts
 * @returns the configuration's path, for `FONTCONFIG_FILE`
 */
export async function nativeFonts(cache: string, more: readonly string[], folder?: string): Promise<string> {
  const folders = [await unpackFonts(cache), ...fontFolders(folder), ...more];
  const content = fontsConfiguration({ folders, cache: join(cache, 'fontconfig') });
  // One file for each set of fonts: two apps on a machine may have been told of different folders.
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const path = join(cache, `fonts-${name}.conf`);
  // Another process's browser may be reading it.
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
  return path;
}
