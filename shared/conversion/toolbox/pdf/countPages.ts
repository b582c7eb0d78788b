import type { Operation } from '../operation.ts';
import { withPdf } from './pdfium.ts';

/**
 * Counts the pages of each PDF with PDFium, because they are billed. A search for `/Count` would be cheaper, but text in the
 * document could fake it.
 */
export const countPages: Operation = async ({ files }) => {
  const pages: number[] = [];
  for (const { bytes } of files)
    pages.push(await withPdf(bytes, (module, document) => module.FPDF_GetPageCount(document)));
  return { files: [], pages };
};
