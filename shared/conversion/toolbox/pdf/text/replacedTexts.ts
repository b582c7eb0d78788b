import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { utf16be } from '../../../utf16.ts';
import { memoryOf, withMemory } from '../libraries/pdfium.ts';

/** `FPDF_PAGEOBJ_TEXT` and `FPDF_PAGEOBJ_FORM`. */
const kinds = { text: 1, form: 5 } as const;
const deepestForm = 16;

/** A marked-content sequence with a replacement text (ISO 32000-1, 14.9.4). */
export interface ReplacedText {
  text: string;
  /** Indices of its first text object and of the one after its last, in the order of the page. */
  first: number;
  end: number;
}

/** The text objects of a page in their order, and the replacement texts among them. */
export function replacedTexts(
  module: WrappedPdfiumModule,
  page: number,
): { objects: number[]; replaced: ReplacedText[] } {
  const objects: number[] = [];
  const replaced: ReplacedText[] = [];
  let lastMark: number | undefined;
  const visit = (object: number, depth: number) => {
    const kind = module.FPDFPageObj_GetType(object);
    if (kind === kinds.form && depth < deepestForm) {
      const count = module.FPDFFormObj_CountObjects(object);
      for (let index = 0; index < count; index++)
        visit(module.FPDFFormObj_GetObject(object, index), depth + 1);
    }
    if (kind !== kinds.text) return;
    const first = objects.push(object) - 1;
    for (let index = 0; index < module.FPDFPageObj_CountMarks(object); index++) {
      const mark = module.FPDFPageObj_GetMark(object, index);
      const last = replaced.at(-1);
      // The objects of one sequence share its mark.
      if (last && mark === lastMark) last.end = objects.length;
      else {
        const text = actualText(module, mark);
        if (text === '') continue;
        lastMark = mark;
        replaced.push({ text, first, end: objects.length });
      }
    }
  };
  const count = module.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) visit(module.FPDFPage_GetObject(page, index), 0);
  return { objects, replaced };
}

/** The bytes of `ActualText`: PDFium's own reading of the text as UTF-16 fails. */
function actualText(module: WrappedPdfiumModule, mark: number): string {
  const read = (at: number, size: number, length: number) =>
    module.FPDFPageObjMark_GetParamBlobValue(mark, 'ActualText', at, size, length)
      ? module.pdfium.getValue(length, 'i32')
      : 0;
  return withMemory(module, 4, (length) => {
    const size = read(0, 0, length);
    if (size === 0) return '';
    return withMemory(module, size, (at) => {
      read(at, size, length);
      const bytes = Buffer.from(memoryOf(module).slice(at, at + size));
      return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16be(bytes.subarray(2)) : bytes.toString('latin1');
    });
  });
}
