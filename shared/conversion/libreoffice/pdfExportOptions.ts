import type { OfficeOptions } from '../steps/options/officeOptions.ts';

type Value = { type: 'boolean' | 'long' | 'string'; value: string };
type Named = Exclude<
  keyof OfficeOptions,
  'password' | 'landscape' | 'paperWidth' | 'paperHeight' | 'exportNotesInMargin'
>;

const flag = (value: unknown): Value => ({ type: 'boolean', value: String(value) });
const number = (value: unknown): Value => ({ type: 'long', value: String(value) });
const text = (value: unknown): Value => ({ type: 'string', value: String(value) });

/** `SelectPdfVersion` of LibreOffice. */
const pdfVersions: Readonly<Record<string, number>> = { 'PDF/A-1b': 1, 'PDF/A-2b': 2, 'PDF/A-3b': 3 };

/** Options and their LibreOffice names (API: PDF export filter data). */
const names: Readonly<Record<Named, [name: string, value: (option: unknown) => Value]>> = {
  nativePageRanges: ['PageRange', text],
  quality: ['Quality', number],
  losslessImageCompression: ['UseLosslessCompression', flag],
  reduceImageResolution: ['ReduceImageResolution', flag],
  maxImageResolution: ['MaxImageResolution', number],
  exportBookmarks: ['ExportBookmarks', flag],
  exportBookmarksToPdfDestination: ['ExportBookmarksToPDFDestination', flag],
  exportPlaceholders: ['ExportPlaceholders', flag],
  exportNotes: ['ExportNotes', flag],
  exportNotesPages: ['ExportNotesPages', flag],
  exportOnlyNotesPages: ['ExportOnlyNotesPages', flag],
  convertOooTargetToPdfTarget: ['ConvertOOoTargetToPDFTarget', flag],
  exportLinksRelativeFsys: ['ExportLinksRelativeFsys', flag],
  exportHiddenSlides: ['ExportHiddenSlides', flag],
  skipEmptyPages: ['IsSkipEmptyPages', flag],
  addOriginalDocumentAsStream: ['IsAddStream', flag],
  singlePageSheets: ['SinglePageSheets', flag],
  pdfa: ['SelectPdfVersion', (level) => number(pdfVersions[String(level)] ?? 0)],
  pdfua: ['PDFUACompliance', flag],
};

/** Gotenberg's defaults, where they differ from LibreOffice's. */
const defaults: Partial<OfficeOptions> = {
  reduceImageResolution: false,
  exportNotes: false,
  skipEmptyPages: false,
};

/** The options of a PDF export as LibreOffice's JSON. */
export function pdfExportOptions(options: Readonly<Record<string, unknown>>): string {
  // LibreOffice ignores `ExportOnlyNotesPages` unless notes pages are exported.
  const notes = options.exportOnlyNotesPages === true ? { exportNotesPages: true } : {};
  const data = Object.entries({ ...defaults, ...options, ...notes }).flatMap(([option, value]) => {
    const [name, toValue] = (names as Partial<typeof names>)[option as Named] ?? [];
    return name && toValue && value !== undefined ? [[name, toValue(value)] as const] : [];
  });
  return JSON.stringify(Object.fromEntries(data));
}
