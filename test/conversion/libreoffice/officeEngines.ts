import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatOfName } from '../../../shared/conversion/formats/formats.ts';

const candidates = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/usr/lib/libreoffice/program/soffice'];

/** A LibreOffice of this machine, or undefined where there is none. */
export const installedSoffice = candidates.find((path) => existsSync(path));

if (!installedSoffice)
  console.warn('There is no soffice on this machine: what is shown of the native engine is not shown here.');

/** The engines that convert office documents: what is shown of one is shown of each that is there. */
export const officeEngines: [name: string, soffice: string | undefined][] = [
  ['LibreOffice as WebAssembly', undefined],
  ...(installedSoffice ? [['LibreOffice of the machine', installedSoffice] as [string, string]] : []),
];

/** Of each family the library that an installation needs for it: distributions ship them apart. */
const libraries: Readonly<Record<string, string>> = {
  text: 'libswlo.so',
  spreadsheet: 'libsclo.so',
  presentation: 'libsdlo.so',
};

/** Whether an engine converts files of this name. An installation that lacks a part of LibreOffice does not, and says so. */
export function converts(soffice: string | undefined, name: string): boolean {
  if (!soffice) return true;
  const library = libraries[formatOfName(name)?.family ?? ''] ?? '';
  const there = existsSync(join(dirname(realpathSync(soffice)), library));
  if (!there) console.warn(`The soffice of this machine lacks ${library}: ${name} is not tried with it.`);
  return there;
}
