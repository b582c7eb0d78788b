import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Converter, createConverter } from '../../../shared/conversion/converter.ts';
import { formatOfName } from '../../../shared/conversion/formats/formats.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { installedSoffice } from './installedSoffice.ts';

/** The available engines for office documents; tests run with each. */
export const officeEngines: [name: string, soffice: string | undefined][] = [
  ['LibreOffice as WebAssembly', undefined],
  ...(installedSoffice ? [['native LibreOffice', installedSoffice] as [string, string]] : []),
];

/** A converter for the tests of this block: the shared one, or one with a native LibreOffice. */
export function converterWith(soffice: string | undefined): Pick<Converter, 'convert'> {
  if (!soffice) return sharedConverter;
  const converter = createConverter({ engines: 1, browsers: 0, soffice, log: () => undefined });
  beforeAll(() => converter.warm());
  afterAll(() => converter.close());
  return converter;
}

/** The library that each document family needs: distributions package them separately. */
const libraries: Readonly<Record<string, string>> = {
  text: 'libswlo.so',
  spreadsheet: 'libsclo.so',
  presentation: 'libsdlo.so',
};

/** Whether an engine can convert a file. Logs a warning if the installed LibreOffice lacks the component. */
export function converts(soffice: string | undefined, name: string): boolean {
  if (!soffice) return true;
  const library = libraries[formatOfName(name)?.family ?? ''] ?? '';
  const isInstalled = existsSync(join(dirname(realpathSync(soffice)), library));
  if (!isInstalled) console.warn(`The installed soffice lacks ${library}: ${name} is not tested with it.`);
  return isInstalled;
}
