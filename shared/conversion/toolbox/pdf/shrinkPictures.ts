import { deflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import type { Sharp } from 'sharp';
import { withImage } from '../pictures/images.ts';

/** Target resolution and quality of images. */
export interface Shrinking {
  /** Pixels per inch for an image that fills the largest page. */
  dpi: number;
  /** Quality of JPEG, 1 to 100. */
  quality: number;
  /** Images with more pixels are not changed. */
  pixels: number;
}

/** Smaller images are not changed. */
const minimumBytes = 4_096;

/** As a JPEG, a lossless photograph gets smaller than this share of its size, a drawing does not. */
const photographShare = 0.5;

/** Reduces the images of a PDF whose encoding is fully understood. Others are unchanged. */
export async function shrinkPictures(document: PDFDocument, shrinking: Shrinking): Promise<void> {
  const masks = new Set<string>();
  const pictures: [PDFRef, PDFRawStream][] = [];
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || name(object.dict, 'Subtype') !== '/Image') continue;
    const mask = object.dict.get(PDFName.of('SMask'));
    if (mask instanceof PDFRef) masks.add(mask.toString());
    pictures.push([ref, object]);
  }
  const sides = document.getPages().map((page) => Math.max(page.getWidth(), page.getHeight()));
  const longest = Math.max(1, Math.round((Math.max(...sides, 1) / 72) * shrinking.dpi));
  for (const [ref, picture] of pictures) {
    if (masks.has(ref.toString()) || picture.contents.byteLength < minimumBytes) continue;
    const smaller = await shrunk(picture, longest, shrinking);
    if (smaller) document.context.assign(ref, smaller);
  }
}

/** @returns a smaller image, or undefined if it would not be smaller or its encoding is not supported */
async function shrunk(
  picture: PDFRawStream,
  longest: number,
  { quality, pixels }: Shrinking,
): Promise<PDFRawStream | undefined> {
  const { dict, contents } = picture;
  const channels = channelsOf(dict);
  const isUnsupported = ['Decode', 'DecodeParms', 'ImageMask', 'Mask'].some((key) =>
    dict.has(PDFName.of(key)),
  );
  const [width, height] = [number(dict, 'Width'), number(dict, 'Height')];
  if (!channels || isUnsupported || !width || !height || width * height > pixels) return undefined;
  const filter = name(dict, 'Filter');
  const resized = (image: Sharp) =>
    image.resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true });
  try {
    if (filter === '/DCTDecode') {
      return await withImage(
        contents,
        pixels,
        async (image) => {
          if ((await image.metadata()).channels !== channels) return undefined;
          const { data, info } = await resized(image)
            .jpeg({ quality, mozjpeg: true })
            .toBuffer({ resolveWithObject: true });
          return info.channels === channels ? replaced(picture, data, info, 'DCTDecode') : undefined;
        },
        // The PDF's colour space, which is kept, defines the colours of the samples, not an embedded profile.
        { ignoreIcc: true },
      );
    }
    if (filter !== '/FlateDecode') return undefined;
    const raw = decodePDFRawStream(picture).decode();
    if (raw.byteLength < width * height * channels) return undefined;
    return await withImage(
      raw.subarray(0, width * height * channels),
      pixels,
      async (image) => {
        const small = resized(image);
        const jpeg = await small
          .clone()
          .jpeg({ quality, mozjpeg: true })
          .toBuffer({ resolveWithObject: true });
        if (jpeg.data.byteLength < contents.byteLength * photographShare && jpeg.info.channels === channels)
          return replaced(picture, jpeg.data, jpeg.info, 'DCTDecode');
        const plain = await small.raw().toBuffer({ resolveWithObject: true });
        if (plain.info.channels !== channels) return undefined;
        return replaced(picture, deflateSync(plain.data, { level: 9 }), plain.info, 'FlateDecode');
      },
      { raw: { width, height, channels } },
    );
  } catch {
    // An unreadable image is kept unchanged.
    return undefined;
  }
}

function replaced(
  { dict, contents }: PDFRawStream,
  data: Uint8Array,
  { width, height }: { width: number; height: number },
  filter: string,
): PDFRawStream | undefined {
  if (data.byteLength >= contents.byteLength) return undefined;
  const changed = dict.clone(dict.context);
  changed.set(PDFName.of('Width'), PDFNumber.of(width));
  changed.set(PDFName.of('Height'), PDFNumber.of(height));
  changed.set(PDFName.of('Filter'), PDFName.of(filter));
  changed.set(PDFName.of('Length'), PDFNumber.of(data.byteLength));
  return PDFRawStream.of(changed, data);
}

/** Number of channels, 1 or 3 with 8 bits each, in a supported colour space; otherwise undefined. */
function channelsOf(dict: PDFDict): 1 | 3 | undefined {
  if (number(dict, 'BitsPerComponent') !== 8) return undefined;
  const space = dict.lookup(PDFName.of('ColorSpace'));
  if (space instanceof PDFName)
    return ({ '/DeviceGray': 1, '/DeviceRGB': 3 } as const)[space.asString() as '/DeviceRGB'];
  if (!(space instanceof PDFArray) || space.lookup(0)?.toString() !== '/ICCBased') return undefined;
  const profile = space.lookup(1);
  const channels = profile instanceof PDFRawStream ? number(profile.dict, 'N') : undefined;
  return channels === 1 || channels === 3 ? channels : undefined;
}

function name(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.asString() : undefined;
}

function number(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}
