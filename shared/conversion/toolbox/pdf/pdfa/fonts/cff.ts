import type { FontProgram } from './fontProgram.ts';
import { standardEncoding } from './glyphNames.ts';
import { standardStrings } from './standardStrings.ts';

/** Operators of dictionaries (Adobe Technical Note 5176). Two-byte operators are 1200 plus the second byte. */
const operators = {
  charset: 15,
  encoding: 16,
  charStrings: 17,
  private: 18,
  subroutines: 19,
  defaultWidth: 20,
  nominalWidth: 21,
  matrix: 1207,
  ros: 1230,
  fdArray: 1236,
  fdSelect: 1237,
} as const;

type Dict = ReadonlyMap<number, number[]>;

/**
 * Reads the glyphs, widths and encoding of a font in the Compact Font Format.
 * @throws RangeError or another error if it is damaged
 */
export function cffProgram(bytes: Uint8Array): FontProgram {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = indexAt(buffer, buffer.readUInt8(2));
  const tops = indexAt(buffer, names.end);
  const strings = indexAt(buffer, tops.end);
  const global = indexAt(buffer, strings.end);
  const top = dictOf(tops.items[0]);
  const place = top.get(operators.charStrings)?.[0];
  if (place === undefined) throw new RangeError('The font has no glyphs.');
  const glyphs = indexAt(buffer, place).items;
  const isCid = top.has(operators.ros);
  const numbers = charset(buffer, top.get(operators.charset)?.[0] ?? 0, glyphs.length, isCid);
  const stringOf = (number: number) =>
    standardStrings[number] ?? strings.items[number - standardStrings.length]?.toString('latin1') ?? '';
  const fonts = isCid ? indexAt(buffer, top.get(operators.fdArray)?.[0] ?? 0).items.map(dictOf) : [top];
  const privates = fonts.map((font) => privateOf(buffer, font));
  const fontOf = isCid ? fontSelector(buffer, top.get(operators.fdSelect)?.[0] ?? 0) : () => 0;
  const program: FontProgram = {
    count: glyphs.length,
    width(glyph) {
      const font = fontOf(glyph);
      const metrics = privates[font];
      const code = glyphs[glyph];
      if (!metrics || !code) return undefined;
      const given = widthOperand(code, [metrics.subroutines, global.items]);
      const units = given === undefined ? metrics.defaultWidth : metrics.nominalWidth + given;
      return units * scaleOf(isCid ? [top, fonts[font]] : [top]) * 1000;
    },
  };
  if (isCid) return { ...program, byCid: new Map(numbers.map((cid, glyph) => [cid, glyph])) };
  const glyphNames = numbers.map(stringOf);
  return {
    ...program,
    byName: new Map(glyphNames.map((name, glyph) => [name, glyph])),
    encoding: encodingOf(buffer, top.get(operators.encoding)?.[0] ?? 0, glyphNames, stringOf),
  };
}

/** Size of a unit in em: a thousandth, unless the font or its part sets another one. */
function scaleOf(fonts: readonly (Dict | undefined)[]): number {
  const scales = fonts.flatMap((font) => font?.get(operators.matrix)?.[0] ?? []);
  return scales.length > 0 ? scales.reduce((product, each) => product * each, 1) : 0.001;
}

function indexAt(buffer: Buffer, at: number): { items: Buffer[]; end: number } {
  const count = buffer.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = buffer.readUInt8(at + 2);
  const base = at + 2 + (count + 1) * size;
  const offset = (index: number) => base + buffer.readUIntBE(at + 3 + index * size, size);
  const items = Array.from({ length: count }, (_, index) => {
    const [from, to] = [offset(index), offset(index + 1)];
    if (to < from || to > buffer.length) throw new RangeError('An index is out of bounds.');
    return buffer.subarray(from, to);
  });
  return { items, end: offset(count) };
}

function dictOf(bytes: Buffer | undefined): Dict {
  const dict = new Map<number, number[]>();
  let operands: number[] = [];
  for (let at = 0; bytes && at < bytes.length; ) {
    const first = bytes.readUInt8(at);
    if (first <= 21) {
      const operator = first === 12 ? 1200 + bytes.readUInt8(at + 1) : first;
      dict.set(operator, operands);
      operands = [];
      at += first === 12 ? 2 : 1;
    } else if (first === 30) {
      const { value, end } = realAt(bytes, at + 1);
      operands.push(value);
      at = end;
    } else {
      const { value, end } = integerAt(bytes, at);
      operands.push(value);
      at = end;
    }
  }
  return dict;
}

function integerAt(bytes: Buffer, at: number): { value: number; end: number } {
  const first = bytes.readUInt8(at);
  if (first === 28) return { value: bytes.readInt16BE(at + 1), end: at + 3 };
  if (first === 29) return { value: bytes.readInt32BE(at + 1), end: at + 5 };
  if (first <= 246) return { value: first - 139, end: at + 1 };
  const second = bytes.readUInt8(at + 1);
  const value = first <= 250 ? (first - 247) * 256 + second + 108 : -(first - 251) * 256 - second - 108;
  return { value, end: at + 2 };
}

function realAt(bytes: Buffer, from: number): { value: number; end: number } {
  const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'E', 'E-', '', '-'];
  let text = '';
  for (let at = from; ; at++) {
    const byte = bytes.readUInt8(at);
    for (const half of [byte >> 4, byte & 15]) {
      if (half === 15) return { value: Number(text), end: at + 1 };
      text += digits[half];
    }
  }
}

/** The string number of each glyph's name, or its CID. */
function charset(buffer: Buffer, at: number, count: number, isCid: boolean): number[] {
  const numbers = [0];
  if (at <= 2) {
    // Predefined charsets: ISOAdobe is consecutive; the two expert charsets are not supported.
    if (at > 0 && !isCid) throw new RangeError('Expert charsets are not supported.');
    while (numbers.length < count) numbers.push(numbers.length);
    return numbers;
  }
  const format = buffer.readUInt8(at);
  let place = at + 1;
  while (numbers.length < count) {
    const first = buffer.readUInt16BE(place);
    place += 2;
    let left = 0;
    if (format === 1) left = buffer.readUInt8(place++);
    if (format === 2) {
      left = buffer.readUInt16BE(place);
      place += 2;
    }
    for (let each = 0; each <= left && numbers.length < count; each++) numbers.push(first + each);
  }
  return numbers;
}

function encodingOf(
  buffer: Buffer,
  at: number,
  glyphNames: readonly string[],
  stringOf: (number: number) => string,
): ReadonlyMap<number, string> {
  if (at === 0) return standardEncoding;
  if (at === 1) throw new RangeError('Expert encodings are not supported.');
  const map = new Map<number, string>();
  const format = buffer.readUInt8(at);
  const count = buffer.readUInt8(at + 1);
  let place = at + 2;
  let glyph = 1;
  for (let index = 0; index < count; index++) {
    const first = buffer.readUInt8(place++);
    const left = (format & 0x7f) === 1 ? buffer.readUInt8(place++) : 0;
    for (let each = 0; each <= left; each++) map.set(first + each, glyphNames[glyph++] ?? '');
  }
  if (format & 0x80)
    for (let index = 0, more = buffer.readUInt8(place++); index < more; index++, place += 3)
      map.set(buffer.readUInt8(place), stringOf(buffer.readUInt16BE(place + 1)));
  return map;
}

interface Private {
  defaultWidth: number;
  nominalWidth: number;
  subroutines: Buffer[];
}

function privateOf(buffer: Buffer, font: Dict): Private {
  const [size = 0, at = 0] = font.get(operators.private) ?? [];
  const dict = dictOf(buffer.subarray(at, at + size));
  const subroutines = dict.get(operators.subroutines)?.[0];
  return {
    defaultWidth: dict.get(operators.defaultWidth)?.[0] ?? 0,
    nominalWidth: dict.get(operators.nominalWidth)?.[0] ?? 0,
    subroutines: subroutines === undefined ? [] : indexAt(buffer, at + subroutines).items,
  };
}

function fontSelector(buffer: Buffer, at: number): (glyph: number) => number {
  const format = buffer.readUInt8(at);
  if (format === 0) return (glyph) => buffer.readUInt8(at + 1 + glyph);
  if (format !== 3) throw new RangeError('The FDSelect format is unknown.');
  const count = buffer.readUInt16BE(at + 1);
  return (glyph) => {
    let font = 0;
    for (let row = 0; row < count; row++) {
      if (buffer.readUInt16BE(at + 3 + row * 3) > glyph) break;
      font = buffer.readUInt8(at + 5 + row * 3);
    }
    return font;
  };
}

/** Number of operands of operators that may start a glyph (Adobe Technical Note 5177). An extra operand is the width. */
const firstOperators: Readonly<Record<number, number | 'even'>> = {
  1: 'even', // hstem
  3: 'even', // vstem
  18: 'even', // hstemhm
  23: 'even', // vstemhm
  19: 'even', // hintmask
  20: 'even', // cntrmask
  4: 1, // vmoveto
  22: 1, // hmoveto
  21: 2, // rmoveto
  14: 0, // endchar
};

/** The width in a glyph's code, relative to the nominal width, or undefined for the default width. */
function widthOperand(code: Buffer, [local, global]: [Buffer[], Buffer[]]): number | undefined {
  const stack: number[] = [];
  const run = (bytes: Buffer, depth: number): { width: number | undefined } | undefined => {
    if (depth > 10) throw new RangeError('Subroutines are nested too deeply.');
    for (let at = 0; at < bytes.length; ) {
      const first = bytes.readUInt8(at);
      if (first === 255) {
        stack.push(bytes.readInt32BE(at + 1) / 65536);
        at += 5;
      } else if (first === 28 || first >= 32) {
        const { value, end } = integerAt(bytes, at);
        stack.push(value);
        at = end;
      } else if (first === 10 || first === 29) {
        const list = first === 10 ? local : global;
        const bias = list.length < 1240 ? 107 : list.length < 33900 ? 1131 : 32768;
        const called = list[(stack.pop() ?? Number.NaN) + bias];
        if (!called) throw new RangeError('A subroutine is missing.');
        const found = run(called, depth + 1);
        if (found) return found;
        at++;
      } else if (first === 11) {
        return undefined;
      } else {
        const takes = firstOperators[first];
        if (takes === undefined) throw new RangeError('A glyph starts with an unexpected operator.');
        const isAccented = first === 14 && stack.length >= 4;
        const extra = takes === 'even' ? stack.length % 2 : stack.length - (isAccented ? 4 : takes);
        return { width: extra > 0 ? stack[0] : undefined };
      }
    }
    return undefined;
  };
  return run(code, 0)?.width;
}
