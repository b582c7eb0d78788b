import type { KeyClaim } from '../key.ts';
import { type ExportableKey, isExportable, reportTypeNumbers } from './exportedClaim.ts';

/** Protobuf tags of the fields of `TemporaryExposureKeyExport` that hold keys: field number × 8 + 2 (length-delimited). */
export const keyTags = { keys: (7 << 3) | 2, revised: (8 << 3) | 2 } as const;

/**
 * Values that are not written, because readers assume them for an absent field (proto/export.proto). Days since onset of 0
 * are written: without the field, the onset is unknown.
 */
const defaults = { transmissionRisk: 0, rollingPeriod: 144 } as const;

/** Upper bound of an encoded key, in bytes: tag, length, and up to six fields. */
const maximumKeyBytes = 48;

/** Maps a character code to the value of its hexadecimal digit; other characters to 255. */
const digits = new Uint8Array(65_536).fill(0xff);
for (let value = 0; value < 16; value++) digits['0123456789abcdef'.charCodeAt(value)] = value;

/**
 * Encodes keys as defined in proto/export.proto, into chunks of a fixed size. Hand-written because a file has hundreds of
 * thousands of keys: it takes a seventh of the time of the generated code. The tests compare both byte by byte.
 */
export class KeyEncoder {
  readonly #chunkBytes: number;
  readonly #start: number;
  #chunk: Buffer;
  #at = 0;
  /** Number of keys that were omitted because phones would reject them. */
  dropped = 0;

  /** @param start the start of the window, Unix seconds */
  constructor(chunkBytes: number, start: number) {
    this.#chunkBytes = chunkBytes;
    this.#start = start;
    this.#chunk = Buffer.allocUnsafeSlow(chunkBytes);
  }

  /** Writes raw bytes, which must fit into the chunk. */
  write(bytes: Uint8Array): void {
    this.#chunk.set(bytes, this.#at);
    this.#at += bytes.byteLength;
  }

  /** Whether `take` must be called before the next key. */
  get isFull(): boolean {
    return this.#at + maximumKeyBytes > this.#chunkBytes;
  }

  /** The bytes written since the last call. The returned buffer is not reused. */
  take(): Uint8Array {
    const taken = this.#chunk.subarray(0, this.#at);
    this.#chunk = Buffer.allocUnsafeSlow(this.#chunkBytes);
    this.#at = 0;
    return taken;
  }

  /** Writes one key, or counts it as dropped. */
  key(tag: number, key: ExportableKey, claim: KeyClaim): void {
    const { id } = key;
    if (id.length !== 32 || !isExportable(key, claim, this.#start)) {
      this.dropped++;
      return;
    }
    const chunk = this.#chunk;
    let at = this.#at;
    chunk[at] = tag;
    const lengthAt = at + 1;
    chunk[at + 2] = (1 << 3) | 2;
    chunk[at + 3] = 16;
    at += 4;
    let seen = 0;
    for (let index = 0; index < 32; index += 2) {
      const high = digits[id.charCodeAt(index)] as number;
      const low = digits[id.charCodeAt(index + 1)] as number;
      seen |= high | low;
      chunk[at++] = (high << 4) | low;
    }
    if (seen > 15) {
      this.dropped++;
      return;
    }
    if (claim.transmissionRisk !== defaults.transmissionRisk)
      at = number(chunk, at, 2, claim.transmissionRisk);
    at = number(chunk, at, 3, key.rollingStart);
    if (key.rollingPeriod !== defaults.rollingPeriod) at = number(chunk, at, 4, key.rollingPeriod);
    at = number(chunk, at, 5, reportTypeNumbers[claim.reportType]);
    const days = claim.daysSinceOnset;
    // sint32: zigzag, so that small negative numbers are short.
    if (days !== undefined) at = number(chunk, at, 6, (days << 1) ^ (days >> 31));
    chunk[lengthAt] = at - lengthAt - 1;
    this.#at = at;
  }
}

/** Writes a varint field; `value` must not be negative. @returns the offset after it. */
function number(chunk: Buffer, start: number, field: number, value: number): number {
  let at = start;
  let rest = value;
  chunk[at++] = field << 3;
  while (rest > 127) {
    chunk[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  chunk[at++] = rest;
  return at;
}
