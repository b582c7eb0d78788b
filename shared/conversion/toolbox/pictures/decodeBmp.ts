import { DocumentRefused } from '../../engines/engine.ts';
import type { Pixels } from './pixels.ts';

/** Values of the field `biCompression` (BITMAPINFOHEADER of Windows). */
const compressions = { none: 0, rle8: 1, rle4: 2, masks: 3, alphaMasks: 6 } as const;

interface Header {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  compression: number;
  /** Offsets of the palette and of the pixels. */
  palette: number;
  pixels: number;
  /** Bytes of a colour in the palette. */
  colourSize: number;
  /** Bits of red, green, blue and opacity, for 16 and 32 bits per pixel. */
  masks: [number, number, number, number];
}

/** Whether a file is a Windows bitmap, by its first bytes. */
export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

/**
 * Decodes a Windows bitmap, which libvips does not read: 1 to 32 bits per pixel, also run-length encoded. The packages for it
 * that are in use mix up channels (bmp-ts), or do not read bitmaps with 16 bits (bmpimagejs) or from top to bottom (decode-bmp).
 * @param maximumPixels limit of its pixels
 * @throws DocumentRefused `too_many_pixels`, `corrupt_file`
 */
export function decodeBmp(bytes: Uint8Array, maximumPixels: number): Pixels {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = readHeader(file);
    if (header.width * header.height > maximumPixels) throw new DocumentRefused('too_many_pixels');
    const data = header.bits > 8 ? trueColours(file, header) : paletteColours(file, header);
    return { data, width: header.width, height: header.height };
  } catch (cause) {
    throw cause instanceof DocumentRefused ? cause : new DocumentRefused('corrupt_file', { cause });
  }
}

function readHeader(file: Buffer): Header {
  const size = file.readUInt32LE(14);
  const isCore = size === 12;
  const height = isCore ? file.readUInt16LE(20) : file.readInt32LE(22);
  const bits = file.readUInt16LE(isCore ? 24 : 28);
  const compression = isCore ? compressions.none : file.readUInt32LE(30);
  const hasMasks = compression === compressions.masks || compression === compressions.alphaMasks;
  const width = isCore ? file.readUInt16LE(18) : file.readInt32LE(18);
  if (width < 1 || height === 0 || ![1, 2, 4, 8, 16, 24, 32].includes(bits)) throw new RangeError('header');
  if (!Object.values<number>(compressions).includes(compression)) throw new RangeError('compression');
  const standard: Header['masks'] = bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const mask = (index: number) => file.readUInt32LE(54 + index * 4);
  const hasAlpha = size >= 56 || compression === compressions.alphaMasks;
  return {
    width,
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression,
    palette: 14 + size + (hasMasks && size === 40 ? (hasAlpha ? 16 : 12) : 0),
    pixels: file.readUInt32LE(10),
    colourSize: isCore ? 3 : 4,
    masks: hasMasks ? [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0] : standard,
  };
}

/** Calls `write` with the offset of each row of pixels, and its offset in the result. */
function forEachRow(
  { width, height, topDown, bits, pixels }: Header,
  write: (from: number, to: number) => void,
) {
  const stride = Math.ceil((width * bits) / 32) * 4;
  for (let y = 0; y < height; y++) write(pixels + y * stride, (topDown ? y : height - 1 - y) * width * 4);
}

function trueColours(file: Buffer, header: Header): Uint8Array {
  const { width, height, bits, masks } = header;
  const data = new Uint8Array(width * height * 4);
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, most: mask >>> shift || 1 };
  });
  let opaque = 0;
  forEachRow(header, (from, to) => {
    for (let x = 0; x < width; x++) {
      const value = file.readUIntLE(from + (x * bits) / 8, bits / 8);
      let at = to + x * 4;
      for (const { mask, shift, most } of channels)
        data[at++] = Math.round((((value & mask) >>> shift) * 255) / most);
      opaque |= data[to + x * 4 + 3] ?? 0;
    }
  });
  // Many programs leave the fourth byte empty.
  if (opaque === 0) for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return data;
}

function paletteColours(file: Buffer, header: Header): Uint8Array {
  const { width, height, bits, palette, colourSize, compression } = header;
  const data = new Uint8Array(width * height * 4);
  const set = (to: number, index: number) => {
    const at = palette + index * colourSize;
    data.set([file.readUInt8(at + 2), file.readUInt8(at + 1), file.readUInt8(at), 255], to);
  };
  if (compression !== compressions.none) {
    for (const { x, y, index } of runs(file, header))
      if (x < width && y < height) set(((height - 1 - y) * width + x) * 4, index);
    for (let to = 0; to < data.length; to += 4) if (data[to + 3] === 0) set(to, 0);
    return data;
  }
  forEachRow(header, (from, to) => {
    for (let x = 0; x < width; x++) {
      const byte = file.readUInt8(from + Math.floor((x * bits) / 8));
      set(to + x * 4, (byte >> (8 - bits - ((x * bits) % 8))) & (2 ** bits - 1));
    }
  });
  return data;
}

/** The pixels of a run-length encoded bitmap, from the bottom left corner. */
function* runs(file: Buffer, { pixels, bits }: Header): Generator<{ x: number; y: number; index: number }> {
  const indexOf = (byte: number, position: number) =>
    bits === 8 ? byte : position % 2 === 0 ? byte >> 4 : byte & 15;
  let [x, y] = [0, 0];
  for (let at = pixels; ; ) {
    const [count, value] = [file.readUInt8(at), file.readUInt8(at + 1)];
    at += 2;
    if (count > 0) for (let i = 0; i < count; i++) yield { x: x++, y, index: indexOf(value, i) };
    else if (value === 0) [x, y] = [0, y + 1];
    else if (value === 1) return;
    else if (value === 2) {
      x += file.readUInt8(at);
      y += file.readUInt8(at + 1);
      at += 2;
    } else {
      for (let i = 0; i < value; i++)
        yield { x: x++, y, index: indexOf(file.readUInt8(at + Math.floor((i * bits) / 8)), i) };
      // The absolute mode ends at an even offset.
      at += Math.ceil((value * bits) / 16) * 2;
    }
  }
}
