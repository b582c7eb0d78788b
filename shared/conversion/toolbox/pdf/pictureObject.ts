import { deflateSync } from 'node:zlib';
import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { withImage } from '../pictures/images.ts';

/** An image that was embedded in a PDF. */
export interface PictureObject {
  ref: PDFRef;
  /** Pixels. */
  width: number;
  height: number;
  /** Pixels per inch, from the image or by default 96. */
  density: number;
}

/**
 * Embeds an image in a PDF, rotated by its EXIF orientation, in sRGB and without metadata: JPEG as JPEG, other formats
 * losslessly with their transparency.
 * @param page page of a TIFF, from 0
 * @throws DocumentRefused `too_many_pixels`, `corrupt_file`
 */
export function addPicture(
  { context }: PDFDocument,
  bytes: Uint8Array,
  pixels: number,
  page = 0,
): Promise<PictureObject> {
  const add = (data: Uint8Array, entries: Record<string, string | number | PDFRef>) =>
    context.register(
      context.stream(data, { Type: 'XObject', Subtype: 'Image', BitsPerComponent: 8, ...entries }),
    );
  return withImage(
    bytes,
    pixels,
    async (image) => {
      const { format, density: ownDensity = 0, hasAlpha } = await image.metadata();
      const density = ownDensity >= 30 && ownDensity <= 2_400 ? ownDensity : 96;
      const upright = image.autoOrient().toColourspace('srgb');
      if (format === 'jpeg') {
        const { data, info } = await upright.jpeg({ quality: 92 }).toBuffer({ resolveWithObject: true });
        const { width, height, channels } = info;
        const ColorSpace = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
        const ref = add(data, { Width: width, Height: height, ColorSpace, Filter: 'DCTDecode' });
        return { ref, width, height, density };
      }
      const raw = (from: typeof image) => from.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
      const colours = await raw(upright.clone().removeAlpha());
      const { width, height, channels } = colours.info;
      const size = { Width: width, Height: height, Filter: 'FlateDecode' };
      const opacity = hasAlpha ? await raw(upright.clone().extractChannel('alpha')) : undefined;
      const mask = opacity && add(deflateSync(opacity.data), { ...size, ColorSpace: 'DeviceGray' });
      const ref = add(deflateSync(colours.data), {
        ...size,
        ColorSpace: channels === 1 ? 'DeviceGray' : 'DeviceRGB',
        ...(mask && { SMask: mask }),
      });
      return { ref, width, height, density };
    },
    { page },
  );
}
