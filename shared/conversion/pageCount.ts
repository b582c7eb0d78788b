import { withPdf } from './pdfium.ts';

/**
 * How many pages a PDF has: what is billed, so PDFium counts. A search for `/Count` would be cheaper, and a document
 * could lie to it in its title.
 */
export function countPages(pdf: Uint8Array): Promise<number> {
  return withPdf(pdf, (module, document) => module.FPDF_GetPageCount(document));
}
