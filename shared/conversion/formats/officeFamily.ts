import { formatOfName } from './formats.ts';

/** A family of office documents. */
export type OfficeFamily = 'text' | 'spreadsheet' | 'presentation';

/** Extensions that no input has, but a file within an engine may. */
const internal: Readonly<Record<string, OfficeFamily>> = {
  fods: 'spreadsheet',
  fodp: 'presentation',
  xlt: 'spreadsheet',
};

/** The family of an office document by its extension. @throws Error for another file */
export function officeFamily(extension: string): OfficeFamily {
  const family = internal[extension] ?? formatOfName(`document.${extension}`)?.family;
  if (family === 'text' || family === 'spreadsheet' || family === 'presentation') return family;
  throw new Error(`A file with the extension ${extension} is not an office document.`);
}
