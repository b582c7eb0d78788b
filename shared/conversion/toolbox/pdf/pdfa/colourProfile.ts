import type { PDFRawStream } from '@cantoo/pdf-lib';
import { notPossible } from './notPossible.ts';
import { bytesOf } from './objects.ts';
import { colorants } from './srgbProfile.ts';

/** The header of an ICC profile (ICC.1:2001-12, 6.1). */
export interface ColourProfile {
  version: number;
  /** Device class, such as `mntr` for a monitor. */
  kind: string;
  /** Colour space, such as `RGB `. */
  space: string;
  /** Whether it is a version 4 profile of sRGB. */
  isSrgb: boolean;
}

/** @throws DocumentRefused `pdfa_not_possible` if it is damaged */
export function readProfile(stream: PDFRawStream): ColourProfile {
  const bytes = Buffer.from(bytesOf(stream));
  if (bytes.length < 132 || bytes.toString('latin1', 36, 40) !== 'acsp')
    throw notPossible('a colour profile is damaged');
  return {
    version: bytes.readUInt8(8),
    kind: bytes.toString('latin1', 12, 16),
    space: bytes.toString('latin1', 16, 20),
    isSrgb: isSrgb(tagsOf(bytes)),
  };
}

function tagsOf(bytes: Buffer): Map<string, Buffer> {
  const tags = new Map<string, Buffer>();
  for (let row = 132; row < 132 + bytes.readUInt32BE(128) * 12 && row + 12 <= bytes.length; row += 12) {
    const [at, length] = [bytes.readUInt32BE(row + 4), bytes.readUInt32BE(row + 8)];
    tags.set(bytes.toString('latin1', row, row + 4), bytes.subarray(at, at + length));
  }
  return tags;
}

/** The sRGB curve as `parametricCurveType`: g, a, b, c, d; function type 4 adds e and f (IEC 61966-2-1). */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const curves: Readonly<Record<number, readonly number[]>> = { 3: curve, 4: [...curve, 0, 0] };

function isSrgb(tags: ReadonlyMap<string, Buffer>): boolean {
  const same = (tag: string, type: string, from: number, values: readonly number[]) => {
    const data = tags.get(tag);
    if (!data || data.length < from + values.length * 4 || data.toString('latin1', 0, 4) !== type)
      return false;
    return values.every(
      (value, index) => Math.abs(data.readInt32BE(from + index * 4) / 0x10000 - value) < 0.0002,
    );
  };
  const isPlain = !['A2B0', 'A2B1', 'A2B2'].some((tag) => tags.has(tag));
  const primaries = Object.entries(colorants).every(([tag, values]) => same(tag, 'XYZ ', 8, values));
  const sameCurves = ['rTRC', 'gTRC', 'bTRC'].every((tag) =>
    same(tag, 'para', 12, curves[tags.get(tag)?.[9] ?? 0] ?? [Number.NaN]),
  );
  return isPlain && primaries && sameCurves;
}
