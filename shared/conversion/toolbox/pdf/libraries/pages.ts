import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../../engines/engine.ts';
import { withExtension } from '../../../formats/formats.ts';
import { noSuchPages, resolveRanges } from '../../../pageSelection.ts';
import { withPdf } from './pdfium.ts';

/**
 * Selects pages by ranges, or all pages without ranges.
 * @param ranges such as `1-3,7-`; pages that do not exist are skipped
 * @returns page indexes from 0, each once, in the order of the ranges
 * @throws DocumentRefused `invalid_parameter` if none of the pages exists
 */
export function selectPages(ranges: string | undefined, count: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (ranges === undefined) return all;
  const pages = resolveRanges(ranges, count).flatMap(([first, last]) => all.slice(first - 1, last));
  if (pages.length === 0) throw new DocumentRefused('invalid_parameter', { detail: noSuchPages(count) });
  return [...new Set(pages)];
}

/**
 * Checks that a PDF may be changed. Its pages are not loaded, which could be slow.
 * @returns the number of pages
 * @throws DocumentRefused `corrupt_file`; `password_required`, also for a file that only restricts changes
 */
export function mustBeChangeable(bytes: Uint8Array): Promise<number> {
  return withPdf(bytes, changeablePages);
}

/** `mustBeChangeable` for an open document. */
export function changeablePages(module: WrappedPdfiumModule, document: number): number {
  if (hasSecurity(module, document))
    throw new DocumentRefused('password_required', {
      detail: 'The file is protected against changes. First add a `decrypt` step with the owner password.',
    });
  const pages = module.FPDF_GetPageCount(document);
  if (pages === 0) throw new DocumentRefused('corrupt_file');
  return pages;
}

/**
 * Whether a PDF is encrypted, even if it opens without a password. PDFium needs a tenth of the time of qpdf to find out.
 * @throws DocumentRefused `corrupt_file`
 */
export async function isEncrypted(bytes: Uint8Array): Promise<boolean> {
  try {
    return await withPdf(bytes, hasSecurity);
  } catch (error) {
    if (error instanceof DocumentRefused && error.code === 'password_required') return true;
    throw error;
  }
}

/** Whether an open document is encrypted. */
function hasSecurity(module: WrappedPdfiumModule, document: number): boolean {
  return module.FPDF_GetSecurityHandlerRevision(document) !== noSecurity;
}

/** What PDFium returns for a document that is not encrypted. */
const noSecurity = -1;

/** Whether an open document has a form, even one that cannot be read. */
export function hasForm(module: WrappedPdfiumModule, document: number): boolean {
  return module.FPDF_GetFormType(document) !== noForm;
}

/** `FORMTYPE_NONE` of `FPDF_GetFormType`. */
const noForm = 0;

/** The name of one of several results: `report-07.pdf`, or `report.pdf` if it is the only one. */
export function numberedName(name: string, number: number, of: number, extension: string): string {
  if (of === 1) return withExtension(name, extension);
  const digits = String(number).padStart(String(of).length, '0');
  return `${name.replace(/\.[^.]*$/, '')}-${digits}.${extension}`;
}
