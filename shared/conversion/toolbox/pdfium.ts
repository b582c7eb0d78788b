import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../engine.ts';

let loaded: Promise<WrappedPdfiumModule> | undefined;

/** PDFium as WebAssembly, loaded at its first use (about 30 ms). */
function pdfium(): Promise<WrappedPdfiumModule> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<WrappedPdfiumModule> {
  const { init } = await import('@embedpdf/pdfium');
  const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const module = await init({ wasmBinary: new Uint8Array(wasm).buffer });
  module.PDFiumExt_Init();
  return module;
}

/**
 * Opens a PDF for as long as `use` takes.
 * @param use gets PDFium and the document's handle
 * @throws DocumentRefused `corrupt_file`
 */
export async function withPdf<T>(
  bytes: Uint8Array,
  use: (module: WrappedPdfiumModule, document: number) => T,
): Promise<T> {
  const module = await pdfium();
  const { wasmExports, HEAPU8 } = module.pdfium as unknown as {
    wasmExports: { malloc(size: number): number; free(at: number): void };
    HEAPU8: Uint8Array;
  };
  const at = wasmExports.malloc(bytes.byteLength);
  try {
    // Allocating may have moved the memory, so the view is looked up again.
    const heap = (module.pdfium as unknown as { HEAPU8?: Uint8Array }).HEAPU8 ?? HEAPU8;
    heap.set(bytes, at);
    const document = module.FPDF_LoadMemDocument(at, bytes.byteLength, '');
    if (!document) throw new DocumentRefused('corrupt_file');
    try {
      return use(module, document);
    } finally {
      module.FPDF_CloseDocument(document);
    }
  } finally {
    wasmExports.free(at);
  }
}
