import { crc32, inflateSync } from 'node:zlib';

/** A document without its damaged pictures. */
export interface Sound {
  bytes: Uint8Array;
  /** The number of removed pictures. */
  removed: number;
}

/** The signature of a PNG (PNG specification, third edition, section 5.2). */
export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, pngSignature.length).equals(pngSignature);

/** Samples of a pixel by the type of colour (section 11.2.1). */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const palette = 3;
/** Bytes of a chunk besides its data. */
const chunkFrame = 12;
/** Bytes of the samples of a picture that is decompressed. Of larger ones, only the chunks are checked. */
const maximumBytes = 64 * 1024 ** 2;

/** Whether a decoder of PNG fails: a chunk is missing, cut off or changed, or the picture lacks data. @param bytes from its signature on */
export function isDamagedPng(bytes: Buffer): boolean {
  let header: Buffer | undefined;
  let hasPalette = false;
  const data: Buffer[] = [];
  for (let at = pngSignature.length; at + chunkFrame <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IEND') return !header || !isComplete(header, hasPalette, data);
    if (at + chunkFrame + length > bytes.length) return true;
    // The checksums of optional chunks, whose names start with a small letter, do not matter.
    const isRequired = /^[A-Z]/.test(type);
    if (isRequired && crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      return true;
    if (type === 'IHDR') header = content;
    if (type === 'PLTE') hasPalette = true;
    if (type === 'IDAT') data.push(content);
    at += chunkFrame + length;
  }
  return true;
}

function isComplete(header: Buffer, hasPalette: boolean, data: readonly Buffer[]): boolean {
  if (header.length !== 13) return false;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colour = 0, , , interlaced] = header.subarray(8);
  const ofPixel = samples[colour];
  if (!width || !height || !ofPixel || (colour === palette && !hasPalette)) return false;
  const expected = height * (1 + Math.ceil((width * ofPixel * depth) / 8));
  if (expected > maximumBytes) return true;
  try {
    const { length } = inflateSync(Buffer.concat(data), { maxOutputLength: expected * 2 });
    return interlaced !== 0 || length >= expected;
  } catch (error) {
    // Decoders ignore further data.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
  }
}
