import type { Family } from './formatRow.ts';
import { formatOfName } from './formats.ts';

export type OfficeFamily = 'text' | 'spreadsheet' | 'presentation' | 'drawing';

/** Extensions of files that exist only inside an engine. */
const internalExtensions: Readonly<Record<string, OfficeFamily>> = {
  fods: 'spreadsheet',
  fodp: 'presentation',
  xlt: 'spreadsheet',
  html: 'text',
};

const officeFamilies: readonly OfficeFamily[] = ['text', 'spreadsheet', 'presentation', 'drawing'];

/** Whether a family is one of office documents. */
export function isOffice(family: Family | undefined): family is OfficeFamily {
  return officeFamilies.some((each) => each === family);
}

/** The family of an office document by its extension. @throws Error for another extension */
export function officeFamily(extension: string): OfficeFamily {
  const family = internalExtensions[extension] ?? formatOfName(`document.${extension}`)?.family;
  if (isOffice(family)) return family;
  throw new Error(`A file with the extension ${extension} is not an office document.`);
}
