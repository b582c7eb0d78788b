import { officeFamily } from '../formats/officeFamily.ts';
import { saveOptions } from '../libreoffice/saveOptions.ts';

/** Export filters by target format: those that have options, or differ by document family. */
const exportFilters: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  pdf: { text: 'writer_pdf_Export', spreadsheet: 'calc_pdf_Export', presentation: 'impress_pdf_Export' },
  txt: 'Text (encoded)',
};

/** Import filters with options: text is UTF-8, and a CSV has semicolons. */
const importFilters: Readonly<Record<string, string>> = {
  csv: 'Text - txt - csv (StarCalc):59,34,76,1',
  txt: 'Text (encoded):UTF8',
};

/**
 * The command line for one conversion by a native LibreOffice.
 * @param profile folder of its settings
 * @param paths of the document and of the output folder
 * @param extension of the document
 * @param to extension of the result
 */
export function sofficeArguments(
  profile: string,
  paths: { input: string; output: string },
  extension: string,
  to: string,
  options: Readonly<Record<string, unknown>>,
): string[] {
  const family = officeFamily(extension);
  const filter = exportFilters[to];
  const name = typeof filter === 'object' ? filter[family] : filter;
  const filterOptions = saveOptions(to, options);
  const target = [to, ...(name ? [name, ...(filterOptions ? [filterOptions] : [])] : [])].join(':');
  return [
    `-env:UserInstallation=file://${profile}`,
    ...['--headless', '--invisible', '--norestore', '--nolockcheck', '--nodefault', '--nologo'],
    ...(importFilters[extension] ? [`--infilter=${importFilters[extension]}`] : []),
    ...['--convert-to', target, '--outdir', paths.output, paths.input],
  ];
}
