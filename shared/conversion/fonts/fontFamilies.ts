import { closeSync, openSync, readSync } from 'node:fs';
import { utf16be } from '../utf16.ts';
import { fontKey } from './fontTable.ts';

/** Names of a family: the one of its regular and bold styles, and the one of all its styles (OpenType, `name`). */
const familyNames = [1, 16];

/**
 * The family names in font files, as keys of `fontKey`. A file that is not a font has none, as in fontconfig.
 * @param files TrueType and OpenType fonts, and collections of them
 */
export function fontFamilies(files: readonly string[]): Set<string> {
  return new Set(files.flatMap(namesIn).map(fontKey));
}

function namesIn(path: string): string[] {
  const descriptor = openSync(path, 'r');
  const read = (position: number, length: number) => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
  };
  try {
    return fontsIn(read).flatMap((font) => namesOf(read, font));
  } catch (error) {
    // A damaged file ends early.
    if (error instanceof RangeError) return [];
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

type Read = (position: number, length: number) => Buffer;

/** The offsets of the fonts in a file: several in a collection. */
function fontsIn(read: Read): number[] {
  const header = read(0, 12);
  if (header.toString('latin1', 0, 4) !== 'ttcf') return [0];
  const count = Math.min(header.readUInt32BE(8), 64);
  const offsets = read(12, count * 4);
  return Array.from({ length: count }, (_, index) => offsets.readUInt32BE(index * 4));
}

function namesOf(read: Read, font: number): string[] {
  const count = read(font, 12).readUInt16BE(4);
  const tables = read(font + 12, count * 16);
  const index = Array.from({ length: count }, (_, each) => each).find(
    (each) => tables.toString('latin1', each * 16, each * 16 + 4) === 'name',
  );
  if (index === undefined) return [];
  const table = read(tables.readUInt32BE(index * 16 + 8), tables.readUInt32BE(index * 16 + 12));
  const strings = table.readUInt16BE(4);
  return Array.from({ length: table.readUInt16BE(2) }, (_, each) => 6 + each * 12)
    .filter((at) => familyNames.includes(table.readUInt16BE(at + 6)))
    .map((at) => {
      const start = strings + table.readUInt16BE(at + 10);
      const bytes = table.subarray(start, start + table.readUInt16BE(at + 8));
      // Macintosh names (platform 1) have one byte a character, all others are UTF-16.
      return table.readUInt16BE(at) === 1 ? bytes.toString('latin1') : utf16be(bytes);
    });
}
