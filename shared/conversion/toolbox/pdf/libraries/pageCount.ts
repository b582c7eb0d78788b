import { withPdf } from './pdfium.ts';

/** The page counts of bytes that were counted before, and their errors: a wrong password takes 10 ms to find out. */
const known = new WeakMap<Uint8Array, Promise<number>>();

/**
 * Counts the pages of a PDF with PDFium, because they are billed. A search for `/Count` would be cheaper, but text in the
 * document could fake it. Bytes that were counted before are not parsed again.
 * @throws DocumentRefused `corrupt_file`, `password_required`
 */
export function pageCount(bytes: Uint8Array): Promise<number> {
  const count = known.get(bytes) ?? withPdf(bytes, (module, document) => module.FPDF_GetPageCount(document));
  known.set(bytes, count);
  return count;
}
