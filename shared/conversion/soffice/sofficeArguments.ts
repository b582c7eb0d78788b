import { officeFamily } from '../formats/officeFamily.ts';
import { saveOptions } from '../libreoffice/saveOptions.ts';

/** Filters by what they save: those that take options, or of which a family has its own. */
const saving: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  pdf: { text: 'writer_pdf_Export', spreadsheet: 'calc_pdf_Export', presentation: 'impress_pdf_Export' },
  csv: 'Text - txt - csv (StarCalc)',
  txt: 'Text (encoded)',
};

/** Filters that are told how to read text: UTF-8, and a CSV with semicolons. */
const reading: Readonly<Record<string, string>> = {
  csv: 'Text - txt - csv (StarCalc):59,34,76,1',
  txt: 'Text (encoded):UTF8',
};

/**
 * The command line of one conversion by a LibreOffice of the machine.
 * @param profile the folder of its settings
 * @param paths of the document and of the folder for what comes of it
 * @param extension of the document
 */
export function sofficeArguments(
  profile: string,
  paths: { input: string; output: string },
  extension: string,
  to: string,
  options: Readonly<Record<string, unknown>>,
): string[] {
  const family = officeFamily(extension);
  const filter = saving[to];
  const named = typeof filter === 'object' ? filter[family] : filter;
  const given = saveOptions(to, options);
  const target = [to, ...(named ? [named, ...(given ? [given] : [])] : [])].join(':');
  return [
    `-env:UserInstallation=file://${profile}`,
    ...['--headless', '--invisible', '--norestore', '--nolockcheck', '--nodefault', '--nologo'],
    ...(reading[extension] ? [`--infilter=${reading[extension]}`] : []),
    ...['--convert-to', target, '--outdir', paths.output, paths.input],
  ];
}
