import type { EngineFile } from '../../engines/engine.ts';
import { DocumentRefused } from '../../engines/engine.ts';
import { inches } from '../../steps/options/lengths.ts';
import { FilterFault, shortened } from './refusals.ts';
import { templateLimits } from './templateLimits.ts';

/** An image that stands in place of a tag. */
export class Picture {
  readonly bytes: Buffer;
  readonly format: PictureFormat;
  /** Its own size in pixels. */
  readonly pixels: Size;
  /** The size that the template asks for, in CSS pixels (1/96 inch); what is missing follows from its proportions. */
  readonly asked: Partial<Size>;
  readonly alt: string;

  constructor(image: Image, asked: Partial<Size>, alt: string) {
    this.bytes = image.bytes;
    this.format = image.format;
    this.pixels = image.pixels;
    this.asked = asked;
    this.alt = alt;
  }

  /** Its size in CSS pixels: as asked for, or as large as it can be within a box. */
  size(box?: Size): Size {
    const ratio = this.pixels.width / this.pixels.height;
    const { width, height } = this.asked;
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

/** The formats that every program shows that reads DOCX, by their first bytes in hexadecimal. */
const signatures: readonly { starts: string; format: PictureFormat }[] = [
  { starts: '89504e47', format: 'image/png' },
  { starts: 'ffd8ff', format: 'image/jpeg' },
  { starts: '47494638', format: 'image/gif' },
];

/**
 * The images of one document: from the data as `data:` URIs, or inputs of the job by their names. Nothing else is
 * opened, and nothing fetched.
 */
export class Pictures {
  readonly #files: readonly EngineFile[];
  readonly #maximumPixels: number;
  /** What was looked at, by what named it: a loop shows the same one often. */
  readonly #known = new Map<string, Promise<Image>>();

  constructor(files: readonly EngineFile[], maximumPixels: number) {
    this.#files = files;
    this.#maximumPixels = maximumPixels;
  }

  /** @throws FilterFault, DocumentRefused `too_many_pixels` */
  async make(
    source: unknown,
    options: { width?: unknown; height?: unknown; alt?: unknown },
  ): Promise<Picture> {
    if (typeof source !== 'string') throw new FilterFault('an image is a data: URI or the name of an input');
    const image = this.#known.get(source) ?? this.#look(source);
    this.#known.set(source, image);
    const asked = {
      ...(options.width != null && { width: pixels(options.width) }),
      ...(options.height != null && { height: pixels(options.height) }),
    };
    return new Picture(await image, asked, typeof options.alt === 'string' ? options.alt : '');
  }

  async #look(source: string): Promise<Image> {
    const bytes = this.#bytes(source);
    if (bytes.byteLength > templateLimits.imageBytes)
      throw new FilterFault(`an image has at most ${templateLimits.imageBytes / 1024 ** 2} MiB`);
    const head = bytes.subarray(0, 4).toString('hex');
    const format = signatures.find(({ starts }) => head.startsWith(starts))?.format;
    const size = format && (await sizeOf(bytes));
    if (!size) throw new FilterFault(`“${shortened(source)}” is no PNG, JPEG or GIF`);
    if (size.width * size.height > this.#maximumPixels) throw new DocumentRefused('too_many_pixels');
    return { bytes, format, pixels: size };
  }

  #bytes(source: string): Buffer {
    const [uri, data] = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(source) ?? [];
    if (uri !== undefined) return Buffer.from(data ?? '', 'base64');
    const file = this.#files.find(({ name }) => name === source);
    if (file) return Buffer.from(file.bytes);
    const hint = /^https?:/i.test(source)
      ? 'addresses are not fetched here: make it an input with `url`, and name that'
      : 'an image is a data: URI with base64, or the name of one of `files`';
    throw new FilterFault(`“${shortened(source)}” is no image: ${hint}`);
  }
}

/** What its head says; undefined where it cannot be read. */
async function sizeOf(bytes: Buffer): Promise<Size | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return width && height ? { width, height } : undefined;
  } catch {
    // Whatever is wrong with it, it is no image to show.
    return undefined;
  }
}

/** A length in CSS pixels: a number is that already, a text may name its unit. */
function pixels(length: unknown): number {
  const text = String(length);
  if (!/^\d+(\.\d+)?(in|pt|px|pc|cm|mm)?$/.test(text))
    throw new FilterFault(`“${shortened(text)}” is no length: write 120, "120px", "40mm" or "2in"`);
  const value = /[a-z]$/.test(text) ? inches(text) * 96 : Number(text);
  if (value > 0 && value <= 10_000) return value;
  throw new FilterFault(`“${text}” is no size for an image`);
}
