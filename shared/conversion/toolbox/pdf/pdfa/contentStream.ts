import { notPossible } from './notPossible.ts';

/** An operand of a content stream operator. Names are objects to distinguish them from strings. */
export type Operand =
  | number
  | boolean
  | null
  | { name: string }
  | { bytes: Uint8Array }
  | { items: Operand[] }
  | { entries: Map<string, Operand> };

/** An operator with its operands. `BI` stands for a complete inline image, with its dictionary as the only operand. */
export interface Operation {
  operator: string;
  operands: Operand[];
  /** Its place in the stream, in bytes. */
  from: number;
  to: number;
}

const irregular = new Set([...'()<>[]{}/%\0\t\n\f\r '].map((each) => each.charCodeAt(0)));
/** By byte: 1 for regular characters. Faster than a set. */
const regular = Uint8Array.from({ length: 256 }, (_, byte) => (irregular.has(byte) ? 0 : 1));
const isSpace = (byte: number | undefined) =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const isRegular = (byte: number | undefined) => byte !== undefined && regular[byte] === 1;

/** Nesting limit of arrays, far above usual content streams. */
const maximumDepth = 32;

/**
 * Reads a content stream (ISO 32000-1, 7.8.2).
 * @throws DocumentRefused `pdfa_not_possible` if it is malformed
 */
export function* operationsOf(bytes: Uint8Array): Generator<Operation> {
  const reader = new Reader(bytes);
  let operands: Operand[] = [];
  let from = 0;
  for (;;) {
    const token = reader.next();
    if (token === undefined) break;
    if (!isKeyword(token)) {
      operands.push(token);
      continue;
    }
    if (token.keyword === 'BI') operands = [reader.inlineImage()];
    yield { operator: token.keyword, operands, from, to: reader.at };
    operands = [];
    from = reader.at;
  }
}

interface Keyword {
  keyword: string;
}

function isKeyword(token: Operand | Keyword): token is Keyword {
  return typeof token === 'object' && token !== null && 'keyword' in token;
}

const broken = () => notPossible('a content stream is truncated or malformed');

class Reader {
  private readonly bytes: Buffer;
  /** Position of the next byte. */
  at = 0;
  private depth = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next operand or keyword, or undefined at the end. */
  next(): Operand | Keyword | undefined {
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === undefined) return undefined;
    if (byte === 0x2f) return { name: this.name() };
    if (byte === 0x28) return { bytes: this.literalString() };
    if (byte === 0x3c)
      return this.bytes[this.at + 1] === 0x3c ? this.dictionary() : { bytes: this.hexString() };
    if (byte === 0x5b) return { items: this.until(0x5d) };
    if (!isRegular(byte)) throw broken();
    return this.numberOrKeyword();
  }

  /** Reads the dictionary of an inline image and skips its data. */
  inlineImage(): Operand {
    const entries = new Map<string, Operand>();
    for (;;) {
      const key = this.next();
      if (key !== undefined && isKeyword(key) && key.keyword === 'ID') break;
      const value = this.next();
      if (key === undefined || isKeyword(key) || value === undefined || isKeyword(value)) throw broken();
      if (key === null || typeof key !== 'object' || !('name' in key)) throw broken();
      entries.set(key.name, value);
    }
    this.at++;
    for (; this.at < this.bytes.length; this.at++) if (this.isEndOfImage()) break;
    if (this.at >= this.bytes.length) throw broken();
    this.at += 3;
    return { entries };
  }

  /** Whether ` EI` followed by text is at the current position. Image data may contain these three bytes by chance. */
  private isEndOfImage(): boolean {
    const [space, e, i] = this.bytes.subarray(this.at, this.at + 3);
    if (!isSpace(space) || e !== 0x45 || i !== 0x49) return false;
    const after = this.bytes.subarray(this.at + 3, this.at + 24);
    return !isRegular(after[0]) && after.every((each) => isSpace(each) || (each >= 0x20 && each < 0x7f));
  }

  private until(end: number): Operand[] {
    this.at++;
    this.depth++;
    if (this.depth > maximumDepth) throw broken();
    const items: Operand[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === end) break;
      const item = this.next();
      if (item === undefined || isKeyword(item)) throw broken();
      items.push(item);
    }
    this.at++;
    this.depth--;
    return items;
  }

  private dictionary(): Operand {
    this.at++;
    const items = this.until(0x3e);
    if (this.bytes[this.at] !== 0x3e) throw broken();
    this.at++;
    const entries = new Map<string, Operand>();
    for (let index = 0; index < items.length; index += 2) {
      const key = items[index];
      const value = items[index + 1];
      if (key === null || typeof key !== 'object' || !('name' in key) || value === undefined) throw broken();
      entries.set(key.name, value);
    }
    return { entries };
  }

  private name(): string {
    this.at++;
    const text = this.regular();
    if (!text.includes('#')) return text;
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  private numberOrKeyword(): Operand | Keyword {
    const text = this.regular();
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    return text === 'null' ? null : { keyword: text };
  }

  private regular(): string {
    const from = this.at;
    while (isRegular(this.bytes[this.at])) this.at++;
    return this.bytes.toString('latin1', from, this.at);
  }

  private skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === 0x25) while (this.at < this.bytes.length && !/[\r\n]/.test(this.character())) this.at++;
      else if (isSpace(byte)) this.at++;
      else return;
    }
  }

  private character(): string {
    return String.fromCharCode(this.bytes[this.at] ?? 0);
  }

  private hexString(): Uint8Array {
    const from = this.at + 1;
    const end = this.bytes.indexOf(0x3e, from);
    if (end < 0) throw broken();
    this.at = end + 1;
    const digits = this.bytes.toString('latin1', from, end).replace(/[\0\t\n\f\r ]/g, '');
    if (!/^[0-9A-Fa-f]*$/.test(digits) || digits.length % 2 !== 0)
      throw notPossible('a hexadecimal string has an odd number of digits or invalid characters');
    return Buffer.from(digits, 'hex');
  }

  private literalString(): Uint8Array {
    const result: number[] = [];
    let open = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw broken();
      if (byte === 0x5c) {
        result.push(...this.escaped());
        continue;
      }
      if (byte === 0x28 && open++ === 0) continue;
      if (byte === 0x29 && --open === 0) return Uint8Array.from(result);
      result.push(byte);
    }
  }

  private escaped(): number[] {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw broken();
    const named = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (named >= 0) return [[10, 13, 9, 8, 12][named] ?? 0];
    if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at++;
      return [];
    }
    if (byte === 10) return [];
    if (byte < 0x30 || byte > 0x37) return [byte];
    let value = byte - 0x30;
    for (let digits = 1; digits < 3; digits++) {
      const next = this.bytes[this.at];
      if (next === undefined || next < 0x30 || next > 0x37) break;
      value = value * 8 + next - 0x30;
      this.at++;
    }
    return [value & 0xff];
  }
}
