import type { KeyClaim } from '../key.ts';
import { type ExportableKey, isExportable, reportTypeNumbers } from './exportedClaim.ts';

/** The fields of `TemporaryExposureKeyExport` that hold keys, as tags: number × 8 + 2 (a message). */
export const keyTags = { keys: (7 << 3) | 2, revised: (8 << 3) | 2 } as const;

/** More than any key takes, in bytes: tag, length, and six fields of an exportable key. */
const largestKey = 48;

/** The value of a hexadecimal digit, by its character code; of anything else more than 15. */
const digits = new Uint8Array(65_536).fill(0xff);
for (let value = 0; value < 16; value++) digits['0123456789abcdef'.charCodeAt(value)] = value;

/**
 * Writes keys as proto/export.proto has them, into chunks of one size. By hand, for a file has hundreds of thousands of
 * them: this takes a seventh of the time that the generated code takes, and the tests compare the two byte by byte.
 */
export class KeyEncoder {
  readonly #chunkBytes: number;
  #chunk: Buffer;
  #at = 0;
  /** Keys that phones would not take and that were left out. */
  dropped = 0;

  constructor(chunkBytes: number) {
    this.#chunkBytes = chunkBytes;
    this.#chunk = Buffer.allocUnsafeSlow(chunkBytes);
  }

  /** Writes bytes as they are; they must fit into a chunk. */
  write(bytes: Uint8Array): void {
    this.#chunk.set(bytes, this.#at);
    this.#at += bytes.byteLength;
  }

  /** Whether the chunk is to be taken before another key is written. */
  get isFull(): boolean {
    return this.#at + largestKey > this.#chunkBytes;
  }

  /** What was written since the last time. Its bytes are never written to again. */
  take(): Uint8Array {
    const taken = this.#chunk.subarray(0, this.#at);
    this.#chunk = Buffer.allocUnsafeSlow(this.#chunkBytes);
    this.#at = 0;
    return taken;
  }

  /** Writes one key, with what is claimed of it. */
  key(tag: number, key: ExportableKey, claim: KeyClaim): void {
    const { id } = key;
    if (id.length !== 32 || !isExportable(key, claim)) {
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
    at = number(chunk, at, 2, claim.transmissionRisk);
    at = number(chunk, at, 3, key.rollingStart);
    at = number(chunk, at, 4, key.rollingPeriod);
    at = number(chunk, at, 5, reportTypeNumbers[claim.reportType]);
    const days = claim.daysSinceOnset;
    // sint32: zigzag, so that small negative numbers are short.
    if (days !== undefined) at = number(chunk, at, 6, (days << 1) ^ (days >> 31));
    chunk[lengthAt] = at - lengthAt - 1;
    this.#at = at;
  }
}

/** Writes a field that is a varint; the value is not negative. @returns where the next one begins. */
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
