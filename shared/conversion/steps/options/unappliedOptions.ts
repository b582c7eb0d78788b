import type { Family } from '../../formats/formatRow.ts';
import type { FormatName } from '../../formats/formats.ts';
import { formats } from '../../formats/formatTable.ts';
import { isOffice } from '../../formats/officeFamily.ts';
import type { ConversionWarning } from '../../warnings.ts';
import type { ConvertOptions } from './convertOptions.ts';

/** Flags that LibreOffice accepts for every document, and applies only to one family. */
const onlyFamily: Partial<Record<keyof ConvertOptions, { family: Family; name: string }>> = {
  skipEmptyPages: { family: 'text', name: 'text documents' },
  singlePageSheets: { family: 'spreadsheet', name: 'spreadsheets' },
  exportNotesPages: { family: 'presentation', name: 'presentations' },
  exportOnlyNotesPages: { family: 'presentation', name: 'presentations' },
  exportHiddenSlides: { family: 'presentation', name: 'presentations' },
};

/** Warns of options that have no effect on an office document. */
export function unappliedOptions(format: FormatName, given: ConvertOptions): ConversionWarning[] {
  const { family } = formats[format];
  if (!isOffice(family)) return [];
  const details: string[] = [];
  for (const [option, only] of Object.entries(onlyFamily))
    if (given[option as keyof ConvertOptions] === true && family !== only.family)
      details.push(`\`${option}\` has no effect on a file of the format ${format}, only on ${only.name}.`);
  if (given.maxImageResolution !== undefined && given.reduceImageResolution !== true)
    details.push('`maxImageResolution` has no effect without `reduceImageResolution`.');
  return details.map((detail) => ({ code: 'option_not_applied', detail }));
}
