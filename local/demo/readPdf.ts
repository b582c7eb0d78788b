import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The text of each page of a PDF. */
export interface PdfContent {
  pages: string[];
}

/**
 * Reads a PDF with PDFium, which is independent of the engines that wrote it.
 * @throws Error if the PDF cannot be read
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
  // The type declarations of the package omit the WebAssembly memory.
  (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8.set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.byteLength, '');
  if (!document) throw new Error('The PDF cannot be read.');
  const pages: string[] = [];
  for (let index = 0; index < pdfium.FPDF_GetPageCount(document); index++) {
    const page = pdfium.FPDF_LoadPage(document, index);
    const text = pdfium.FPDFText_LoadPage(page);
    const count = pdfium.FPDFText_CountChars(text);
    const buffer = wasmExports.malloc((count + 1) * 2);
    pdfium.FPDFText_GetText(text, 0, count, buffer);
    pages.push(pdfium.pdfium.UTF16ToString(buffer));
    wasmExports.free(buffer);
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
  pdfium.FPDF_CloseDocument(document);
  wasmExports.free(memory);
  return { pages };
}
