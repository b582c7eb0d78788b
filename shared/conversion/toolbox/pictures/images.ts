import type { Sharp, SharpOptions } from 'sharp';
import { DocumentRefused } from '../../engines/engine.ts';
import type { FormatName } from '../../formats/formats.ts';
import { decodeBmp, isBmp } from './decodeBmp.ts';
import type { Pixels } from './pixels.ts';

type MakeSharp = typeof import('sharp').default;
let loaded: Promise<MakeSharp> | undefined;

/** Allowed readers. All others of libvips are blocked, such as SVG, which can link to files. */
const readers = ['Png', 'Jpeg', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((kind) => `VipsForeignLoad${kind}`);

async function load(): Promise<MakeSharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: readers });
  sharp.cache(false);
  return sharp;
}

/**
 * Opens an image and passes it to `use`. Of an animated image, the first frame is used.
 * @param pixels limit of its pixels
 * @throws DocumentRefused `too_many_pixels`, `corrupt_file`
 */
export async function withImage<T>(
  bytes: Uint8Array,
  pixels: number,
  use: (image: Sharp) => Promise<T>,
  options: SharpOptions = {},
): Promise<T> {
  loaded ??= load();
  const sharp = await loaded;
  try {
    const common = { limitInputPixels: pixels, failOn: 'error' } as const;
    if (options.raw || !isBmp(bytes)) return await use(sharp(bytes, { ...common, ...options }));
    const { data, width, height } = decodeBmp(bytes, pixels);
    return await use(sharp(data, { ...common, raw: { width, height, channels: 4 } }));
  } catch (error) {
    if (error instanceof DocumentRefused) throw error;
    throw refusal(error);
  }
}

function refusal(cause: unknown): DocumentRefused {
  const message = String(cause);
  if (/pixel limit|too large|exceeds|too big/i.test(message))
    return new DocumentRefused('too_many_pixels', { cause });
  return new DocumentRefused('corrupt_file', { cause });
}

/** Formats that images can be written in. */
export type ImageFormat = Extract<FormatName, 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'avif'>;

/** Output format of an image. */
export interface Encoding {
  format: ImageFormat;
  /** 1 to 100, for lossy formats. */
  quality?: number | undefined;
}

/** Sets the output format. JPEG has no transparency and gets the background. */
export function encoded(image: Sharp, { format, quality = 85 }: Encoding, background = '#ffffff'): Sharp {
  const flat = format === 'jpeg' ? image.flatten({ background }) : image;
  const writers: Record<ImageFormat, () => Sharp> = {
    png: () => flat.png(),
    jpeg: () => flat.jpeg({ quality, mozjpeg: true }),
    webp: () => flat.webp({ quality }),
    gif: () => flat.gif(),
    tiff: () => flat.tiff({ compression: 'deflate' }),
    // A higher effort takes many times as long and saves a few per cent.
    avif: () => flat.avif({ quality, effort: 3 }),
  };
  return writers[format]();
}

/** Encodes raw pixels as an image file. @throws DocumentRefused `too_many_pixels` */
export function encodePixels(
  { data, width, height }: Pixels,
  encoding: Encoding,
  change: (image: Sharp) => Sharp = (image) => image,
): Promise<Uint8Array> {
  return withImage(
    data,
    width * height,
    async (image) => (await encoded(change(image), encoding).toBuffer()) as Uint8Array,
    { raw: { width, height, channels: 4 } },
  );
}
