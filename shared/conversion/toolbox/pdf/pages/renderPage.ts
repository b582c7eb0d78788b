import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../../engines/engine.ts';
import type { Pixels } from '../../pictures/pixels.ts';
import { memoryOf, PdfiumMemoryError } from '../libraries/pdfium.ts';

/** Settings of rendering a page. */
export interface Rendering {
  /** Pixels per point, calculated from the page size in points. */
  scale: (size: { width: number; height: number }) => number;
  /** `#rrggbb`, or `transparent`. */
  background: string;
  /** Limit of the rendered pixels. */
  pixels: number;
}

/** FPDFBitmap_BGRA; flags of FPDF_RenderPageBitmap: FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER. */
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
    const factor = scale(size);
    const width = Math.max(1, Math.round(size.width * factor));
    const height = Math.max(1, Math.round(size.height * factor));
    if (!(width * height <= pixels))
      throw new DocumentRefused('too_many_pixels', {
        detail: `Page ${index + 1} would have ${width} × ${height} pixels, more than the limit of ${pixels} (MAXIMUM_PIXELS).`,
      });
    const bitmap = module.FPDFBitmap_CreateEx(width, height, format, 0, 0);
    if (!bitmap) throw new PdfiumMemoryError('PDFium has no memory for a page.');
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

/** Draws form fields, which PDFium renders separately from the page. */
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

/** A colour for PDFium: one byte each for opacity, red, green and blue. The flag swaps red and blue. */
function colour(background: string): number {
  if (background === 'transparent') return 0;
  const [red = 255, green = 255, blue = 255] =
    background.match(/[0-9a-f]{2}/gi)?.map((each) => parseInt(each, 16)) ?? [];
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
