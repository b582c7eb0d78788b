import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { withPdf } from '../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { renderPage } from '../../shared/conversion/toolbox/pdf/pages/renderPage.ts';
import type { Pixels } from '../../shared/conversion/toolbox/pictures/pixels.ts';

/** The rendered pixels of a page at 72 dpi. @param index from 0 */
export function pixelsOf({ bytes }: Pick<NamedFile, 'bytes'>, index = 0): Promise<Pixels> {
  const rendering = { scale: () => 1, background: '#ffffff', pixels: 10_000_000 };
  return withPdf(bytes, (module, document) => renderPage(module, document, index, rendering));
}

/** Mean difference of two images, from 0 to 255; 255 if their sizes differ. */
export function meanDifference(one: Pixels | undefined, other: Pixels | undefined): number {
  if (!one || !other || one.width !== other.width || one.height !== other.height) return 255;
  let sum = 0;
  for (const [index, value] of one.data.entries()) sum += Math.abs(value - (other.data[index] ?? 0));
  return sum / one.data.length;
}

/** Number of pixels of a box that are not white. Its sides are shares of the page, from the upper left corner. */
export function inkIn({ data, width, height }: Pixels, left = 0, top = 0, right = 1, bottom = 1): number {
  let ink = 0;
  for (let y = Math.floor(top * height); y < Math.floor(bottom * height); y++)
    for (let x = Math.floor(left * width); x < Math.floor(right * width); x++) {
      const at = (y * width + x) * 4;
      if ((data[at] ?? 255) < 250 || (data[at + 1] ?? 255) < 250 || (data[at + 2] ?? 255) < 250) ink++;
    }
  return ink;
}

/** An image, half red and half transparent, or white if the format has no transparency. */
export async function picture(format: string, width = 40, height = 20): Promise<NamedFile> {
  const half = { create: { width: width / 2, height, channels: 4, background: '#ff0000' } } as const;
  const bytes = await sharp(half)
    .extend({ right: width / 2, background: format === 'jpeg' ? '#ffffff' : '#ffffff00' })
    // By default, sharp compresses TIFF with JPEG, which has no transparency.
    .toFormat(format as 'tiff', format === 'tiff' ? { compression: 'deflate' } : {})
    .toBuffer();
  return { name: `picture.${format}`, bytes };
}

/** A TIFF of one page. */
export const tiff = async () => (await picture('tiff')).bytes;

/** A JPEG like a photograph: blurred noise. */
export function photograph(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ffffff', noise } })
    .blur(4)
    .linear(4, -384)
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** An image of more than a gigapixel in a few kB. */
export function hugeImage(format: 'png' | 'gif'): NamedFile {
  const side = format === 'png' ? 40_000 : 65_535;
  return { name: `huge.${format}`, bytes: format === 'png' ? hugePng(side) : hugeGif(side) };
}

function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, 'latin1');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
    return Buffer.concat([head, data, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  // Only some of its rows, because it must be refused before they are decoded.
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 2_000));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function hugeGif(side: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(side);
  size.writeUInt16LE(side, 2);
  const head = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from('800000000000ffffff', 'hex')]);
  const frame = Buffer.concat([Buffer.from('2c00000000', 'hex'), size, Buffer.from('0002024401003b', 'hex')]);
  return Buffer.concat([head, frame]);
}
