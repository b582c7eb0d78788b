import { cffProgram } from './cff.ts';
import type { FontProgram } from './fontProgram.ts';

/**
 * Reads the glyphs, widths and character maps of a TrueType or OpenType font (ISO/IEC 14496-22).
 * @throws RangeError or another error if it is damaged
 */
export function sfntProgram(bytes: Uint8Array): FontProgram {
  const tables = tablesOf(bytes);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new RangeError(`The table ${tag} is missing.`);
    return found;
  };
  const count = table('maxp').readUInt16BE(4);
  const unitsPerEm = table('head').readUInt16BE(18);
  const metrics = table('hhea').readUInt16BE(34);
  const widths = table('hmtx');
  const outlines = tables.get('CFF ');
  const cff = outlines ? cffProgram(outlines) : undefined;
  const present = cff ? cff.count : glyphsWithOutlines(tables, count);
  return {
    count: Math.min(count, present),
    width(glyph) {
      const row = Math.min(glyph, metrics - 1);
      return row < 0 ? undefined : (widths.readUInt16BE(row * 4) * 1000) / unitsPerEm;
    },
    characterMaps: characterMapsOf(tables.get('cmap')),
    ...(cff?.byName && { byName: cff.byName }),
    ...(cff?.byCid && { byCid: cff.byCid }),
  };
}

/** The outlines of a TrueType font's glyphs; empty for glyphs without one. @throws RangeError if it is damaged */
export function glyphOutlines(bytes: Uint8Array): (glyph: number) => Buffer {
  const tables = tablesOf(bytes);
  const [head, loca, glyf] = [tables.get('head'), tables.get('loca'), tables.get('glyf')];
  if (!head || !loca || !glyf) return () => Buffer.alloc(0);
  const long = head.readInt16BE(50) === 1;
  const offset = (index: number) => (long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2);
  return (glyph) => glyf.subarray(offset(glyph), offset(glyph + 1));
}

/** Tables of a font by tag. With CFF outlines, the table `CFF ` is a complete CFF font. */
function tablesOf(bytes: Uint8Array): Map<string, Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = buffer.toString('latin1', 0, 4);
  if (!['\0\x01\0\0', 'OTTO', 'true'].includes(version)) throw new RangeError('The data is not a font.');
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < buffer.readUInt16BE(4); index++) {
    const row = 12 + index * 16;
    const [offset, length] = [buffer.readUInt32BE(row + 8), buffer.readUInt32BE(row + 12)];
    tables.set(buffer.toString('latin1', row, row + 4), buffer.subarray(offset, offset + length));
  }
  return tables;
}

/** Number of glyphs up to the first outline that is out of bounds. */
function glyphsWithOutlines(tables: ReadonlyMap<string, Buffer>, count: number): number {
  const [head, loca, glyf] = [tables.get('head'), tables.get('loca'), tables.get('glyf')];
  if (!head || !loca || !glyf) throw new RangeError('The font has no outlines.');
  const long = head.readInt16BE(50) === 1;
  const offset = (index: number) => (long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2);
  let last = offset(0);
  for (let glyph = 0; glyph < count; glyph++) {
    const next = offset(glyph + 1);
    if (next < last || next > glyf.length) return glyph;
    last = next;
  }
  return count;
}

function characterMapsOf(cmap: Buffer | undefined): Map<string, Map<number, number>> {
  const maps = new Map<string, Map<number, number>>();
  for (let index = 0; cmap && index < cmap.readUInt16BE(2); index++) {
    const row = 4 + index * 8;
    const key = `${cmap.readUInt16BE(row)},${cmap.readUInt16BE(row + 2)}`;
    maps.set(key, characterMap(cmap.subarray(cmap.readUInt32BE(row + 4))));
  }
  return maps;
}

/** Reads the formats 0, 4, 6 and 12. Other formats give an empty map. */
function characterMap(table: Buffer): Map<number, number> {
  const map = new Map<number, number>();
  const format = table.readUInt16BE(0);
  const put = (code: number, glyph: number) => glyph !== 0 && map.set(code, glyph);
  if (format === 0) for (let code = 0; code < 256; code++) put(code, table.readUInt8(6 + code));
  if (format === 4) readSegments(table, put);
  if (format === 6)
    for (let index = 0; index < table.readUInt16BE(8); index++)
      put(table.readUInt16BE(6) + index, table.readUInt16BE(10 + index * 2));
  if (format === 12)
    for (let index = 0; index < table.readUInt32BE(12); index++) {
      const row = 16 + index * 12;
      const [first, last, glyph] = [0, 4, 8].map((at) => table.readUInt32BE(row + at)) as [
        number,
        number,
        number,
      ];
      if (last > 0x10ffff) throw new RangeError('A character code is out of range.');
      for (let code = first; code <= last; code++) put(code, glyph + code - first);
    }
  return map;
}

function readSegments(table: Buffer, put: (code: number, glyph: number) => void): void {
  const size = table.readUInt16BE(6);
  for (let segment = 0; segment < size; segment += 2) {
    const last = table.readUInt16BE(14 + segment);
    const first = table.readUInt16BE(16 + size + segment);
    const delta = table.readUInt16BE(16 + size * 2 + segment);
    const at = 16 + size * 3 + segment;
    const range = table.readUInt16BE(at);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const place = at + range + (code - first) * 2;
      const found = range === 0 ? code : place + 2 <= table.length ? table.readUInt16BE(place) : 0;
      put(code, found === 0 && range !== 0 ? 0 : (found + delta) & 0xffff);
    }
  }
}
