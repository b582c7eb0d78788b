import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What stands in a PDF: the text of each page. */
export interface PdfContent {
  pages: string[];
}

/**
 * Reads a PDF with PDFium, which had no part in making it.
 * @throws Error if it is not a readable PDF.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const { init } = await import('@embedpdf/pdfium');
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength),
  });
  pdfium.PDFiumExt_Init();
  const { wasmExports } = pdfium.pdfium;
  const memory = wasmExports.malloc(bytes.byteLength);
  // The memory of the WebAssembly module, which its types leave out.
  (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8.set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.byteLength, '');
  if (!document) throw new Error('This is not a readable PDF.');
  const pages: string[] = [];
  for (let index = 0; index < pdfium.FPDF_GetPageCount(document); index++) {
    const page = pdfium.FPDF_LoadPage(document, index);
    const text = pdfium.FPDFText_LoadPage(page);
    const count = pdfium.FPDFText_CountChars(text);
    const room = wasmExports.malloc((count + 1) * 2);
    pdfium.FPDFText_GetText(text, 0, count, room);
    pages.push(pdfium.pdfium.UTF16ToString(room));
    wasmExports.free(room);
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
  pdfium.FPDF_CloseDocument(document);
  wasmExports.free(memory);
  return { pages };
}
