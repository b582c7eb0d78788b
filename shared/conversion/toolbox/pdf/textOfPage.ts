import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../engines/engine.ts';
import { memoryOf, withMemory } from './pdfium.ts';

/**
 * Extracts the text of one page, with line feeds as line ends.
 * @param index from 0
 * @throws DocumentRefused `corrupt_file`
 */
export function textOfPage(module: WrappedPdfiumModule, document: number, index: number): string {
  const page = module.FPDF_LoadPage(document, index);
  if (!page) throw new DocumentRefused('corrupt_file', { detail: `Page ${index + 1} cannot be read.` });
  const textPage = module.FPDFText_LoadPage(page);
  try {
    const characters = Math.max(0, module.FPDFText_CountChars(textPage));
    const text = withMemory(module, (characters + 1) * 2, (at) => {
      const written = module.FPDFText_GetText(textPage, 0, characters, at);
      const bytes = memoryOf(module).slice(at, at + Math.max(0, written - 1) * 2);
      return Buffer.from(bytes).toString('utf16le');
    });
    // PDFium returns a hyphen at the end of a line as U+FFFE or U+0002.
    return text.replaceAll('\r\n', '\n').replaceAll('\ufffe', '-').replaceAll('\x02', '-').toWellFormed();
  } finally {
    module.FPDFText_ClosePage(textPage);
    module.FPDF_ClosePage(page);
  }
}
