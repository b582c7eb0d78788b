/** Black, red and green. */
export const palette = ['00000000', '0000ff00', '00ff0000'];

interface Bitmap {
  width?: number;
  /** Negative for rows from top to bottom. */
  height?: number;
  compression?: number;
  masks?: number[];
  palette?: string[];
}

/** A Windows bitmap. @param rows its pixels in hexadecimal, from the bottom; each row is padded to 4 bytes unless it is compressed */
export function bitmap(
  bits: number,
  rows: string[],
  { width = 2, height = 2, compression = 0, masks = [], palette: colours = [] }: Bitmap = {},
): Buffer {
  const header = Buffer.alloc(54);
  const maskBytes = Buffer.alloc(masks.length * 4);
  for (const [index, mask] of masks.entries()) maskBytes.writeUInt32LE(mask, index * 4);
  const isRunLength = compression === 1 || compression === 2;
  const pixels = rows.map((row) => {
    const bytes = Buffer.from(row, 'hex');
    return isRunLength ? bytes : Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  });
  const start = Buffer.concat([header, maskBytes, Buffer.from(colours.join(''), 'hex')]);
  start.write('BM');
  start.writeUInt32LE(start.length, 10);
  // A header with a mask of opacity is longer.
  start.writeUInt32LE(masks.length === 4 ? 56 : 40, 14);
  start.writeInt32LE(width, 18);
  start.writeInt32LE(height, 22);
  start.writeUInt16LE(1, 26);
  start.writeUInt16LE(bits, 28);
  start.writeUInt32LE(compression, 30);
  return Buffer.concat([start, ...pixels]);
}
