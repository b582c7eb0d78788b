/** Sampling points of the tone curve. */
const samples = 1024;

/** The primaries of sRGB as PCS XYZ, adapted to D50 (IEC 61966-2-1, ICC.1:2001-12). */
export const colorants = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const whitePoint = [0.9642, 1, 0.8249] as const;

let made: Uint8Array | undefined;

/** An ICC monitor profile of sRGB, version 2.1, which all parts of PDF/A allow. */
export function srgbProfile(): Uint8Array {
  made ??= profile();
  return made;
}

function profile(): Uint8Array {
  const curve = Buffer.concat([
    Buffer.from('curv\0\0\0\0'),
    uint32(samples),
    ...Array.from({ length: samples }, (_, index) => uint16(linear(index / (samples - 1)) * 0xffff)),
  ]);
  const tags: Record<string, Buffer> = {
    desc: description('sRGB IEC61966-2.1'),
    cprt: Buffer.from('text\0\0\0\0No copyright, use freely\0'),
    wtpt: xyz(whitePoint),
    rXYZ: xyz(colorants.rXYZ),
    gXYZ: xyz(colorants.gXYZ),
    bXYZ: xyz(colorants.bXYZ),
    rTRC: curve,
    gTRC: curve,
    bTRC: curve,
  };
  const distinct = [...new Set(Object.values(tags))].map(padded);
  const first = 128 + 4 + 12 * Object.keys(tags).length;
  const places = new Map<Buffer, number>();
  let at = first;
  for (const [index, original] of [...new Set(Object.values(tags))].entries()) {
    places.set(original, at);
    at += distinct[index]?.length ?? 0;
  }
  const table = Object.entries(tags).map(([name, data]) =>
    Buffer.concat([Buffer.from(name), uint32(places.get(data) ?? 0), uint32(data.length)]),
  );
  return Buffer.concat([header(at), uint32(table.length), ...table, ...distinct]);
}

/** ICC.1:2001-12, 6.1. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12);
  for (const [index, part] of [2000, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + 2 * index);
  bytes.write('acsp', 36);
  for (const [index, part] of whitePoint.entries()) bytes.writeInt32BE(fixed(part), 68 + 4 * index);
  return bytes;
}

/** `textDescriptionType` with an ASCII text, without Unicode and Macintosh script. */
function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`);
  return Buffer.concat([
    Buffer.from('desc\0\0\0\0'),
    uint32(ascii.length),
    ascii,
    Buffer.alloc(4 + 4 + 2 + 1 + 67),
  ]);
}

/** Linear light of an sRGB value, both from 0 to 1. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

const fixed = (value: number) => Math.round(value * 0x10000);

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0'), ...values.map((each) => uint32(fixed(each)))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(Math.round(value));
  return bytes;
}

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
