import type { FontProgram } from './fontProgram.ts';
import { standardEncoding } from './glyphNames.ts';

/** Encryption keys of Type 1 fonts (Adobe Type 1 Font Format, chapter 7). */
const keys = { program: 55665, charString: 4330 };

/**
 * Reads the glyphs, widths and encoding of a Type 1 font.
 * @param clear number of bytes before the encrypted part
 * @throws RangeError if it is damaged
 */
export function type1Program(bytes: Uint8Array, clear: number): FontProgram {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, clear);
  const decoded = decryptedPart(buffer.subarray(clear));
  const body = decoded.toString('latin1');
  const skipped = Number(/\/lenIV\s+(\d+)/.exec(body)?.[1] ?? 4);
  const start = body.indexOf('/CharStrings');
  if (start < 0) throw new RangeError('The font has no glyphs.');
  const before = codesOf(decoded, body.slice(0, start), /dup\s+(\d+)\s+(\d+)\s+\S+ /g, skipped);
  const subroutines = new Map(before.map(({ key, code }) => [Number(key), code]));
  const written = codesOf(decoded, body, /\/(\S+)\s+(\d+)\s+\S+ /g, skipped, start + 12);
  const [missing = { key: '.notdef', code: Buffer.alloc(0) }] = written.filter(
    ({ key }) => key === '.notdef',
  );
  const glyphs = [missing, ...written.filter(({ key }) => key !== '.notdef')];
  const byName = new Map(glyphs.map(({ key }, index) => [key, index]));
  const scale = Number(/\/FontMatrix\s*\[\s*([\d.eE+-]+)/.exec(head)?.[1] ?? 0.001);
  return {
    count: glyphs.length,
    byName,
    encoding: encodingOf(head),
    width(glyph) {
      const units = sideBearingAndWidth(glyphs[glyph]?.code, subroutines);
      return units === undefined ? undefined : units * scale * 1000;
    },
  };
}

/** Decrypts the encrypted part, which may be in hexadecimal. */
function decryptedPart(bytes: Buffer): Buffer {
  const isHex = /^[0-9A-Fa-f\s]{8}/.test(bytes.toString('latin1', 0, 8));
  const raw = isHex ? Buffer.from(bytes.toString('latin1').replace(/\s/g, ''), 'hex') : bytes;
  return decrypted(raw, keys.program).subarray(4);
}

function decrypted(bytes: Uint8Array, key: number): Buffer {
  let state = key;
  return Buffer.from(
    bytes.map((byte) => {
      const plain = byte ^ (state >> 8);
      state = ((byte + state) * 52845 + 22719) & 0xffff;
      return plain;
    }),
  );
}

/** Reads charstrings: each entry has a key, a length, a token and the encrypted bytes. */
function codesOf(
  bytes: Buffer,
  text: string,
  pattern: RegExp,
  skipped: number,
  from = 0,
): { key: string; code: Buffer }[] {
  const found: { key: string; code: Buffer }[] = [];
  pattern.lastIndex = from;
  for (;;) {
    const match = pattern.exec(text);
    if (!match) return found;
    const [, key = '', length] = match;
    const end = pattern.lastIndex + Number(length);
    if (end > bytes.length) throw new RangeError('A charstring is out of bounds.');
    const code = decrypted(bytes.subarray(pattern.lastIndex, end), keys.charString).subarray(skipped);
    found.push({ key, code });
    pattern.lastIndex = end;
  }
}

function encodingOf(head: string): ReadonlyMap<number, string> {
  if (/\/Encoding\s+StandardEncoding\s+def/.test(head)) return standardEncoding;
  const rows = [...head.matchAll(/dup\s+(\d+)\s*\/(\S+)\s+put/g)];
  return new Map(rows.map(([, code, name = '']) => [Number(code), name]));
}

/** The width of a glyph, from its first operator `hsbw` or `sbw`. */
function sideBearingAndWidth(
  code: Buffer | undefined,
  subroutines: ReadonlyMap<number, Buffer>,
): number | undefined {
  const stack: number[] = [];
  const run = (bytes: Buffer | undefined, depth: number): number | undefined => {
    for (let at = 0; bytes && depth < 10 && at < bytes.length; ) {
      const byte = bytes.readUInt8(at++);
      if (byte === 255) {
        stack.push(bytes.readInt32BE(at));
        at += 4;
      } else if (byte >= 251) stack.push(-(byte - 251) * 256 - bytes.readUInt8(at++) - 108);
      else if (byte >= 247) stack.push((byte - 247) * 256 + bytes.readUInt8(at++) + 108);
      else if (byte >= 32) stack.push(byte - 139);
      else if (byte === 13) return stack[1];
      else if (byte === 12) {
        const second = bytes.readUInt8(at++);
        if (second === 7) return stack[2];
        if (second !== 12) return undefined;
        const [divisor = 1, dividend = 0] = [stack.pop(), stack.pop()];
        stack.push(dividend / divisor);
      } else if (byte === 10) {
        const found = run(subroutines.get(stack.pop() ?? -1), depth + 1);
        if (found !== undefined) return found;
      } else return undefined;
    }
    return undefined;
  };
  return run(code, 0);
}
