/** FREESECT, ENDOFCHAIN, FATSECT and DIFSECT all lie above this. */
const endOfChain = 0xfffffffa;

/** Streams of fewer bytes lie together in the stream of the root, in pieces of 64 bytes ([MS-CFB] 2.4). */
const smallStream = 4096;
const pieceSize = 64;

/** The sectors of an OLE2 compound file and how they are chained. Every method throws a RangeError where the file is damaged. */
export class Ole2Sectors {
  /** Bytes of a sector. */
  readonly size: number;
  readonly #file: Buffer;
  readonly #tables: number[];
  #pieces: { container: Buffer; next: Buffer } | undefined;

  constructor(file: Buffer) {
    this.#file = file;
    this.size = 1 << file.readUInt16LE(30);
    if (this.size !== 512 && this.size !== 4096) throw new RangeError('sector size');
    this.#tables = this.#allocationTables();
  }

  /** The bytes of a chain of sectors. @param atMost bytes after which no sector is read */
  chain(start: number, atMost = Number.POSITIVE_INFINITY): Buffer {
    const parts: Buffer[] = [];
    const most = Math.ceil(this.#file.length / this.size);
    let length = 0;
    for (let sector = start; sector < endOfChain && length < atMost; sector = this.#next(sector)) {
      const at = this.#at(sector);
      // No file has more sectors than it is long: this chain is a circle.
      if (at >= this.#file.length || parts.length > most) throw new RangeError('chain');
      const part = this.#file.subarray(at, at + this.size);
      parts.push(part);
      length += part.length;
    }
    return Buffer.concat(parts);
  }

  /**
   * The bytes of a stream.
   * @param container where the root's stream begins
   * @param atMost how many of its bytes, by default all
   */
  read(container: number, start: number, size: number, atMost = size): Buffer {
    if (atMost === 0) return Buffer.alloc(0);
    const bytes = size < smallStream ? this.#small(container, start, atMost) : this.chain(start, atMost);
    if (bytes.length < atMost) throw new RangeError('stream');
    return bytes.subarray(0, atMost);
  }

  #small(container: number, start: number, atMost: number): Buffer {
    this.#pieces ??= { container: this.chain(container), next: this.chain(this.#file.readUInt32LE(60)) };
    const parts: Buffer[] = [];
    for (
      let piece = start;
      parts.length * pieceSize < atMost;
      piece = this.#pieces.next.readUInt32LE(piece * 4)
    )
      parts.push(this.#pieces.container.subarray(piece * pieceSize, (piece + 1) * pieceSize));
    return Buffer.concat(parts);
  }

  #at(sector: number): number {
    return (sector + 1) * this.size;
  }

  #next(sector: number): number {
    const perSector = this.size / 4;
    const table = this.#tables[Math.floor(sector / perSector)];
    if (table === undefined) throw new RangeError('chain');
    return this.#file.readUInt32LE(this.#at(table) + (sector % perSector) * 4);
  }

  /** The sectors of the allocation table: 109 are named in the header, and of a file above 7 MB more in a chain of sectors. */
  #allocationTables(): number[] {
    const tables = Array.from({ length: 109 }, (_, i) => this.#file.readUInt32LE(76 + i * 4));
    const seen = new Set<number>();
    let sector = this.#file.readUInt32LE(68);
    while (sector < endOfChain) {
      if (seen.has(sector)) throw new RangeError('chain');
      seen.add(sector);
      const at = this.#at(sector);
      for (let i = 0; i < this.size / 4 - 1; i++) tables.push(this.#file.readUInt32LE(at + i * 4));
      sector = this.#file.readUInt32LE(at + this.size - 4);
    }
    return tables.filter((table) => table < endOfChain);
  }
}
