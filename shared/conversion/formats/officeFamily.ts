import { formatOfName } from './formats.ts';

export type OfficeFamily = 'text' | 'spreadsheet' | 'presentation';

/** Extensions of files that exist only inside an engine. */
const internalExtensions: Readonly<Record<string, OfficeFamily>> = {
  fods: 'spreadsheet',
  fodp: 'presentation',
  xlt: 'spreadsheet',
};

/** The family of an office document by its extension. @throws Error for another extension */
export function officeFamily(extension: string): OfficeFamily {
  const family = internalExtensions[extension] ?? formatOfName(`document.${extension}`)?.family;
  if (family === 'text' || family === 'spreadsheet' || family === 'presentation') return family;
  throw new Error(`A file with the extension ${extension} is not an office document.`);
}
