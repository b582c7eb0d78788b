import { memoryOf, withMemory, withPdf } from '../../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';

const longestName = 256;

/** The fonts of each line of text on the pages of a PDF, without the prefix of subsets. */
export function fontsOfLines(pdf: Uint8Array): Promise<Record<string, string[]>> {
  return withPdf(pdf, (module, document) => {
    const lines: Record<string, string[]> = {};
    for (let index = 0; index < module.FPDF_GetPageCount(document); index++) {
      const page = module.FPDF_LoadPage(document, index);
      const text = module.FPDFText_LoadPage(page);
      let line = '';
      let fonts = new Set<string>();
      const count = module.FPDFText_CountChars(text);
      for (let at = 0; at <= count; at++) {
        const character = at < count ? String.fromCodePoint(module.FPDFText_GetUnicode(text, at)) : '\n';
        if (/[\r\n]/.test(character)) {
          if (line.trim()) lines[line.trim()] = [...fonts].sort();
          line = '';
          fonts = new Set();
          continue;
        }
        line += character;
        if (character === ' ') continue;
        const name = withMemory(module, longestName + 4, (memory) => {
          const length = module.FPDFText_GetFontInfo(text, at, memory, longestName, memory + longestName);
          return Buffer.from(memoryOf(module).slice(memory, memory + Math.max(0, length - 1))).toString();
        });
        fonts.add(name.replace(/^[A-Z]{6}\+/, ''));
      }
      module.FPDFText_ClosePage(text);
      module.FPDF_ClosePage(page);
    }
    return lines;
  });
}
