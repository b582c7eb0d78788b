/** FREESECT, ENDOFCHAIN, FATSECT and DIFSECT are all greater. */
const endOfChain = 0xfffffffa;

/** Shorter streams are stored in the mini stream of the root, in mini sectors of 64 bytes ([MS-CFB] 2.4). */
const miniStreamCutoff = 4096;
const miniSectorSize = 64;

/** The sectors and sector chains of an OLE2 compound file. Every method throws RangeError if the file is damaged. */
export class Ole2Sectors {
  /** Bytes of a sector. */
  readonly size: number;
  readonly #file: Buffer;
  readonly #tables: number[];
  #mini: { container: number[]; next: Buffer } | undefined;

  constructor(file: Buffer) {
    this.#file = file;
    this.size = 1 << file.readUInt16LE(30);
    if (this.size !== 512 && this.size !== 4096) throw new RangeError('sector size');
    this.#tables = this.#allocationTables();
  }

  /** The bytes of a chain of sectors. */
  chain(start: number): Buffer {
    return this.#join(this.#chainOffsets(start), this.size);
  }

  /**
   * The bytes of a stream.
   * @param container first sector of the root's stream
   * @param atMost number of bytes; default: all
   */
  read(container: number, start: number, size: number, atMost = size): Buffer {
    if (atMost === 0) return Buffer.alloc(0);
    const { offsets, length } = this.pieces(container, start, size, atMost);
    const bytes = this.#join(offsets, length);
    if (bytes.length < atMost) throw new RangeError('stream');
    return bytes.subarray(0, atMost);
  }

  /**
   * Where the file has the bytes of a stream: the offsets of its pieces, and their length in bytes.
   * @param container first sector of the root's stream
   * @param atMost number of bytes; default: all
   */
  pieces(
    container: number,
    start: number,
    size: number,
    atMost = size,
  ): { offsets: number[]; length: number } {
    return size < miniStreamCutoff
      ? { offsets: this.#miniOffsets(container, start, atMost), length: miniSectorSize }
      : { offsets: this.#chainOffsets(start, atMost), length: this.size };
  }

  #join(offsets: readonly number[], length: number): Buffer {
    return Buffer.concat(offsets.map((at) => this.#file.subarray(at, at + length)));
  }

  #chainOffsets(start: number, atMost = Number.POSITIVE_INFINITY): number[] {
    const offsets: number[] = [];
    const sectors = Math.ceil(this.#file.length / this.size);
    for (
      let sector = start;
      sector < endOfChain && offsets.length * this.size < atMost;
      sector = this.#next(sector)
    ) {
      const at = this.#at(sector);
      // A chain longer than the file is a cycle.
      if (at >= this.#file.length || offsets.length > sectors) throw new RangeError('chain');
      offsets.push(at);
    }
    return offsets;
  }

  #miniOffsets(container: number, start: number, atMost: number): number[] {
    this.#mini ??= {
      container: this.#chainOffsets(container),
      next: this.chain(this.#file.readUInt32LE(60)),
    };
    const { container: sectors, next } = this.#mini;
    const perSector = this.size / miniSectorSize;
    const offsets: number[] = [];
    for (
      let sector = start;
      offsets.length * miniSectorSize < atMost;
      sector = next.readUInt32LE(sector * 4)
    ) {
      const at = sectors[Math.floor(sector / perSector)];
      if (at === undefined) throw new RangeError('stream');
      offsets.push(at + (sector % perSector) * miniSectorSize);
    }
    return offsets;
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

  /** The sectors of the allocation table. The header lists 109; in a file of more than 7 MB, a chain of sectors lists the others. */
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
