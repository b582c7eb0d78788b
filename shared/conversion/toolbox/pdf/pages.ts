import { DocumentRefused } from '../../engines/engine.ts';
import { withExtension } from '../../formats/formats.ts';
import { withPdf } from './pdfium.ts';

/**
 * The pages of a document that a list of ranges names, from 0, each once, in the list's order; all without a list.
 * @param ranges such as `1-3,7`; pages that the document has not are left out
 * @throws DocumentRefused `invalid_parameter` if it has none of them
 */
export function selectPages(ranges: string | undefined, count: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (ranges === undefined) return all;
  const pages = rangesOf(ranges).flatMap(([first, last]) => all.slice(first - 1, last));
  if (pages.length === 0)
    throw new DocumentRefused('invalid_parameter', {
      detail: `The document has ${count} page${count === 1 ? '' : 's'}, and none of those that were asked for.`,
    });
  return [...new Set(pages)];
}

/** The ranges of a list, first and last page, from 1. */
export function rangesOf(ranges: string): [first: number, last: number][] {
  return ranges.split(',').map((range) => {
    const [first = 1, last = first] = range.split('-').map(Number);
    return [first, last];
  });
}

/**
 * Looks into a PDF that is to be changed, and not at its pages: what one of them costs is paid by whoever draws it.
 * @returns how many pages it has
 * @throws DocumentRefused `corrupt_file`; `password_required` also for one that everybody may open and nobody change
 */
export function mustBeChangeable(bytes: Uint8Array): Promise<number> {
  return withPdf(bytes, (module, document) => {
    if (module.FPDF_GetSecurityHandlerRevision(document) !== -1)
      throw new DocumentRefused('password_required', {
        detail: 'The file is protected against changes: `decrypt` it with its owner’s password first.',
      });
    const pages = module.FPDF_GetPageCount(document);
    if (pages === 0) throw new DocumentRefused('corrupt_file');
    return pages;
  });
}

/** The name of one of several files that come of one: `report-07.pdf`; of one alone, `report.pdf`. */
export function numberedName(name: string, number: number, of: number, extension: string): string {
  if (of === 1) return withExtension(name, extension);
  const digits = String(number).padStart(String(of).length, '0');
  return `${name.replace(/\.[^.]*$/, '')}-${digits}.${extension}`;
}
