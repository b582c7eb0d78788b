import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../engines/engine.ts';
import type { Pixels } from '../pictures/images.ts';
import { memoryOf } from './pdfium.ts';

/** How a page becomes pixels. */
export interface Rendering {
  /** How large, from its size in points. */
  scale: (size: { width: number; height: number }) => number;
  /** `#rrggbb`, or `transparent`. */
  background: string;
  /** The most pixels that it may have. */
  pixels: number;
}

/** FPDFBitmap_BGRA, and of the flags of FPDF_RenderPageBitmap annotations and red first. */
const format = 4;
const flags = 0x01 | 0x10;

/**
 * Renders one page of an open PDF.
 * @param index from 0
 * @throws DocumentRefused `corrupt_file`, `too_many_pixels`
 */
export function renderPage(
  module: WrappedPdfiumModule,
  document: number,
  index: number,
  { scale, background, pixels }: Rendering,
): Pixels {
  const page = module.FPDF_LoadPage(document, index);
  if (!page) throw new DocumentRefused('corrupt_file', { detail: `Page ${index + 1} cannot be read.` });
  try {
    const size = { width: module.FPDF_GetPageWidthF(page), height: module.FPDF_GetPageHeightF(page) };
    const by = scale(size);
    const width = Math.max(1, Math.round(size.width * by));
    const height = Math.max(1, Math.round(size.height * by));
    if (!(width * height <= pixels))
      throw new DocumentRefused('too_many_pixels', {
        detail: `Page ${index + 1} would have ${width} × ${height} pixels; ${pixels} are allowed.`,
      });
    const bitmap = module.FPDFBitmap_CreateEx(width, height, format, 0, 0);
    if (!bitmap) throw new RangeError('Array buffer allocation failed: PDFium has no memory for a page.');
    try {
      module.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, colour(background));
      module.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      withForm(module, document, (form) =>
        module.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags),
      );
      const at = module.FPDFBitmap_GetBuffer(bitmap);
      return { data: memoryOf(module).slice(at, at + width * height * 4), width, height };
    } finally {
      module.FPDFBitmap_Destroy(bitmap);
    }
  } finally {
    module.FPDF_ClosePage(page);
  }
}

/** The fields of a form are drawn apart from everything else, and only where there is a form. */
function withForm(module: WrappedPdfiumModule, document: number, draw: (form: number) => void): void {
  if (module.FPDF_GetFormType(document) === 0) return;
  const callbacks = module.PDFiumExt_OpenFormFillInfo();
  const form = module.PDFiumExt_InitFormFillEnvironment(document, callbacks);
  if (form) {
    draw(form);
    module.PDFiumExt_ExitFormFillEnvironment(form);
  }
  module.PDFiumExt_CloseFormFillInfo(callbacks);
}

/** As PDFium takes it: opacity, red, green, blue, a byte each. Red and blue change places with the flag. */
function colour(background: string): number {
  if (background === 'transparent') return 0;
  const [red = 255, green = 255, blue = 255] =
    background.match(/[0-9a-f]{2}/gi)?.map((each) => parseInt(each, 16)) ?? [];
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
