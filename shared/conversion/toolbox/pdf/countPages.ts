import type { Operation } from '../operation.ts';
import { withPdf } from './pdfium.ts';

/**
 * How many pages each PDF has: what is billed, so PDFium counts. A search for `/Count` would be cheaper, and a document
 * could lie to it in its title.
 */
export const countPages: Operation = async ({ files }) => {
  const pages: number[] = [];
  for (const { bytes } of files)
    pages.push(await withPdf(bytes, (module, document) => module.FPDF_GetPageCount(document)));
  return { files: [], pages };
};
