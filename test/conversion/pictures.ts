import sharp from 'sharp';
import type { InputFile } from '../../shared/conversion/converter.ts';
import type { Pixels } from '../../shared/conversion/toolbox/images.ts';
import { withPdf } from '../../shared/conversion/toolbox/pdfium.ts';
import { renderPage } from '../../shared/conversion/toolbox/renderPage.ts';

/** What a reader sees of a page, at 72 pixels an inch. @param index from 0 */
export function pixelsOf({ bytes }: Pick<InputFile, 'bytes'>, index = 0): Promise<Pixels> {
  const rendering = { scale: () => 1, background: '#ffffff', pixels: 10_000_000 };
  return withPdf(bytes, (module, document) => renderPage(module, document, index, rendering));
}

/** How much two pictures differ, from 0 to 255; those of different sizes differ by 255. */
export function meanDifference(one: Pixels | undefined, other: Pixels | undefined): number {
  if (!one || !other || one.width !== other.width || one.height !== other.height) return 255;
  let sum = 0;
  for (const [index, value] of one.data.entries()) sum += Math.abs(value - (other.data[index] ?? 0));
  return sum / one.data.length;
}

/** How many pixels of a box are not white. Sides as shares of the page, from its upper left corner. */
export function inkIn({ data, width, height }: Pixels, left = 0, top = 0, right = 1, bottom = 1): number {
  let ink = 0;
  for (let y = Math.floor(top * height); y < Math.floor(bottom * height); y++)
    for (let x = Math.floor(left * width); x < Math.floor(right * width); x++) {
      const at = (y * width + x) * 4;
      if ((data[at] ?? 255) < 250 || (data[at + 1] ?? 255) < 250 || (data[at + 2] ?? 255) < 250) ink++;
    }
  return ink;
}

/** A picture in any format, half red and half see-through, or white where the format has no opacity. */
export async function picture(format: string, width = 40, height = 20): Promise<InputFile> {
  const half = { create: { width: width / 2, height, channels: 4, background: '#ff0000' } } as const;
  const bytes = await sharp(half)
    .extend({ right: width / 2, background: '#ffffff00' })
    .toFormat(format as 'png')
    .toBuffer();
  return { name: `picture.${format}`, bytes };
}

/** A TIFF of one page. */
export const tiff = async () => (await picture('tiff')).bytes;

/** A photograph, as far as a program can take one: soft noise. */
export function photograph(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ffffff', noise } })
    .blur(4)
    .linear(4, -384)
    .jpeg({ quality: 95 })
    .toBuffer();
}
