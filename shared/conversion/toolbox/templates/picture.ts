import { DocumentRefused } from '../../engines/engine.ts';
import type { NamedFile } from '../../files.ts';
import { inches } from '../../steps/options/lengths.ts';
import { FilterFault, shortened } from './refusals.ts';
import { templateLimits } from './templateLimits.ts';

/** An image that replaces a tag. */
export class Picture {
  readonly bytes: Buffer;
  readonly format: PictureFormat;
  /** Natural size in pixels. */
  readonly pixels: Size;
  /** Requested size in CSS pixels (1/96 inch). A missing side follows from the proportions. */
  readonly requested: Partial<Size>;
  readonly alt: string;

  constructor(image: Image, requested: Partial<Size>, alt: string) {
    this.bytes = image.bytes;
    this.format = image.format;
    this.pixels = image.pixels;
    this.requested = requested;
    this.alt = alt;
  }

  /** Size in CSS pixels: the requested size, or the largest that fits the box. */
  size(box?: Size): Size {
    const ratio = this.pixels.width / this.pixels.height;
    const { width, height } = this.requested;
    if (width !== undefined) return { width, height: height ?? width / ratio };
    if (height !== undefined) return { width: height * ratio, height };
    const scale = box ? Math.min(box.width / this.pixels.width, box.height / this.pixels.height) : 1;
    return { width: this.pixels.width * scale, height: this.pixels.height * scale };
  }
}

export interface Size {
  width: number;
  height: number;
}

type PictureFormat = 'image/png' | 'image/jpeg' | 'image/gif';

interface Image {
  bytes: Buffer;
  format: PictureFormat;
  pixels: Size;
}

/** Formats that all DOCX readers support, by their first bytes in hexadecimal. */
const signatures: readonly { starts: string; format: PictureFormat }[] = [
  { starts: '89504e47', format: 'image/png' },
  { starts: 'ffd8ff', format: 'image/jpeg' },
  { starts: '47494638', format: 'image/gif' },
];

/**
 * The images of one document: `data:` URIs from the data, or inputs of the job by name. No other files are opened, and
 * nothing is fetched.
 */
export class Pictures {
  readonly #files: readonly NamedFile[];
  readonly #maximumPixels: number;
  /** Cached by source: a loop often shows the same image. */
  readonly #cache = new Map<string, Promise<Image>>();

  constructor(files: readonly NamedFile[], maximumPixels: number) {
    this.#files = files;
    this.#maximumPixels = maximumPixels;
  }

  /** @throws FilterFault, DocumentRefused `too_many_pixels` */
  async make(
    source: unknown,
    options: { width?: unknown; height?: unknown; alt?: unknown },
  ): Promise<Picture> {
    if (typeof source !== 'string')
      throw new FilterFault('an image must be a data: URI or the name of an input');
    const image = this.#cache.get(source) ?? this.#load(source);
    this.#cache.set(source, image);
    const requested = {
      ...(options.width != null && { width: pixels(options.width) }),
      ...(options.height != null && { height: pixels(options.height) }),
    };
    return new Picture(await image, requested, typeof options.alt === 'string' ? options.alt : '');
  }

  async #load(source: string): Promise<Image> {
    const bytes = this.#bytes(source);
    if (bytes.byteLength > templateLimits.imageBytes)
      throw new FilterFault(`an image must have at most ${templateLimits.imageBytes / 1024 ** 2} MiB`);
    const head = bytes.subarray(0, 4).toString('hex');
    const format = signatures.find(({ starts }) => head.startsWith(starts))?.format;
    if (!format) throw new FilterFault(`“${shortened(source)}” is not a PNG, JPEG or GIF`);
    const size = await sizeOf(bytes);
    if (!size) throw new FilterFault(`“${shortened(source)}” is damaged: its size cannot be read`);
    if (size.width * size.height > this.#maximumPixels) throw new DocumentRefused('too_many_pixels');
    return { bytes, format, pixels: size };
  }

  #bytes(source: string): Buffer {
    const [uri, data] = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(source) ?? [];
    if (uri !== undefined) return Buffer.from(data ?? '', 'base64');
    const file = this.#files.find(({ name }) => name === source);
    if (file) return Buffer.from(file.bytes);
    const hint = /^https?:/i.test(source)
      ? 'addresses are not fetched; add the image as an input with `url` and use its name'
      : 'use a data: URI with base64, or a name from `files`';
    throw new FilterFault(`“${shortened(source)}” is not an image: ${hint}`);
  }
}

/** Size from the image header, or undefined if it cannot be read. */
async function sizeOf(bytes: Buffer): Promise<Size | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return width && height ? { width, height } : undefined;
  } catch {
    // Not a readable image.
    return undefined;
  }
}

/** Converts a length to CSS pixels. A number is in pixels; a text may have a unit. */
function pixels(length: unknown): number {
  const text = String(length);
  if (!/^\d+(\.\d+)?(in|pt|px|pc|cm|mm)?$/.test(text))
    throw new FilterFault(`“${shortened(text)}” is not a length: use 120, "120px", "40mm" or "2in"`);
  const value = /[a-z]$/.test(text) ? inches(text) * 96 : Number(text);
  if (value > 0 && value <= 10_000) return value;
  throw new FilterFault(`“${text}” is not a valid image size: use more than 0 and at most 10,000 pixels`);
}
