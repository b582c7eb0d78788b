import type { Operation } from './operations.ts';
import { withPdf } from './pdfium.ts';

/**
 * How many pages each PDF has: what is billed, so PDFium counts. A search for `/Count` would be cheaper, and a document
 * could lie to it in its title.
 */
export const countPages: Operation = async ({ files }) => ({
  files: [],
  pages: await Promise.all(
    files.map(({ bytes }) => withPdf(bytes, (module, document) => module.FPDF_GetPageCount(document))),
  ),
});
