import { withPdf } from '../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';

/** The number of pages of a PDF, and their text. */
export function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  return withPdf(bytes, (module, document) => {
    const memory = module.pdfium as unknown as {
      wasmExports: { malloc(size: number): number; free(at: number): void };
      HEAPU8: Uint8Array;
    };
    const pages = module.FPDF_GetPageCount(document);
    const texts = Array.from({ length: pages }, (_, index) => {
      const page = module.FPDF_LoadPage(document, index);
      const textPage = module.FPDFText_LoadPage(page);
      const characters = module.FPDFText_CountChars(textPage);
      const at = memory.wasmExports.malloc((characters + 1) * 2);
      const written = module.FPDFText_GetText(textPage, 0, characters, at);
      const text = Buffer.from(memory.HEAPU8.slice(at, at + Math.max(0, written - 1) * 2)).toString(
        'utf16le',
      );
      memory.wasmExports.free(at);
      module.FPDFText_ClosePage(textPage);
      module.FPDF_ClosePage(page);
      return text;
    });
    return { pages, text: texts.join('\n') };
  });
}
