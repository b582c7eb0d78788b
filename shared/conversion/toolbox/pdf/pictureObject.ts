import { deflateSync } from 'node:zlib';
import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { withImage } from '../pictures/images.ts';

/** A picture that was put into a PDF. */
export interface PictureObject {
  ref: PDFRef;
  /** Pixels. */
  width: number;
  height: number;
  /** Pixels an inch, as the picture says or as screens have. */
  density: number;
}

/**
 * Puts a picture into a PDF, upright, in sRGB and without its metadata: photographs as JPEG, what is see-through or was
 * without loss as it is.
 * @param page of a TIFF, from 0
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
      const { format, density: said = 0, hasAlpha } = await image.metadata();
      const density = said >= 30 && said <= 2_400 ? said : 96;
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
