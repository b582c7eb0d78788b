import sharp from 'sharp';
import { withPdf } from '../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';

/** A rendered page or decoded image. */
export interface Raster {
  width: number;
  height: number;
  /** The colour as `#rrggbb`, or `#rrggbbaa` if it is not opaque. */
  at(x: number, y: number): string;
  /** Whether a rectangle contains a pixel that is not white. */
  hasInk(left: number, top: number, width: number, height: number): boolean;
}

/** A page of a PDF, rendered at one pixel per point. */
export function renderPage(pdf: Uint8Array, index = 0): Promise<Raster> {
  return withPdf(pdf, (module, document) => {
    const memory = module.pdfium as unknown as {
      wasmExports: { malloc(size: number): number; free(at: number): void };
      HEAPU8: Uint8Array;
    };
    const page = module.FPDF_LoadPage(document, index);
    const width = Math.round(module.FPDF_GetPageWidthF(page));
    const height = Math.round(module.FPDF_GetPageHeightF(page));
    const at = memory.wasmExports.malloc(width * height * 4);
    const bitmap = module.FPDFBitmap_CreateEx(width, height, 4, at, width * 4);
    module.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    // FPDF_ANNOT, FPDF_REVERSE_BYTE_ORDER
    module.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0x01 | 0x10);
    const data = Buffer.from(memory.HEAPU8.slice(at, at + width * height * 4));
    module.FPDFBitmap_Destroy(bitmap);
    module.FPDF_ClosePage(page);
    memory.wasmExports.free(at);
    return rasterOf(data, width, height);
  });
}

export async function decodeImage(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return rasterOf(data, info.width, info.height);
}

function rasterOf(data: Buffer, width: number, height: number): Raster {
  const at = (x: number, y: number) => {
    const colour = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4).toString('hex');
    return `#${colour.replace(/ff$/, '')}`;
  };
  return {
    width,
    height,
    at,
    hasInk: (left, top, across, along) => {
      for (let y = top; y < top + along; y++)
        for (let x = left; x < left + across; x++) if (at(x, y) !== '#ffffff') return true;
      return false;
    },
  };
}

/** Whether an image has a colour, or one that the compression of JPEG makes of it. */
export function hasColour({ width, height, at }: Raster, colour: string): boolean {
  const near = coloursNear(colour);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (near.has(at(x, y))) return true;
  return false;
}

/** The colours whose red, green and blue differ from those of a colour by 2 of 255 at most. */
function coloursNear(colour: string): Set<string> {
  const values = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16);
    const all = [-2, -1, 0, 1, 2].map((change) => Math.min(255, Math.max(0, value + change)));
    return all.map((each) => each.toString(16).padStart(2, '0'));
  });
  const [reds = [], greens = [], blues = []] = values;
  return new Set(reds.flatMap((r) => greens.flatMap((g) => blues.map((b) => `#${r}${g}${b}`))));
}
