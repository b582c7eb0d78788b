import { ConveyorError } from '../../errors.ts';

/**
 * The streams of an OLE2 compound file ([MS-CFB]), which is what DOC, XLS, PPT and password-protected OOXML files are:
 * each name, and what reads the stream's first bytes, a sector at most.
 * @throws ConveyorError `corrupt_file`, here and when a stream is read
 */
export function ole2Streams(bytes: Uint8Array): Map<string, () => Buffer> {
  return orCorrupt(() => readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

function orCorrupt<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ConveyorError('corrupt_file', { cause });
  }
}

function readDirectory(file: Buffer): Map<string, () => Buffer> {
  const sectorSize = 1 << file.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) throw new RangeError('sector size');
  const offset = (sector: number) => (sector + 1) * sectorSize;
  const tables = allocationTables(file, sectorSize);
  const next = (sector: number) => {
    const perSector = sectorSize / 4;
    const table = tables[Math.floor(sector / perSector)];
    if (table === undefined) throw new RangeError('chain');
    return file.readUInt32LE(offset(table) + (sector % perSector) * 4);
  };
  const streams = new Map<string, () => Buffer>();
  let small: number | undefined;
  /** Streams of less than 4096 bytes lie together, in pieces of 64, in the stream of the root. */
  const smallStream = (start: number) => {
    let sector = small ?? endOfChain;
    const skip = Math.floor((start * 64) / sectorSize);
    if (skip * sectorSize > file.length) throw new RangeError('small stream');
    for (let i = 0; i < skip; i++) sector = next(sector);
    const at = offset(sector) + ((start * 64) % sectorSize);
    // Programs write the pieces of a stream one after another, so that a sector is seen of it as of others.
    return file.subarray(at, offset(sector + 1));
  };
  const seen = new Set<number>();
  for (let sector = file.readUInt32LE(48); sector < endOfChain; sector = next(sector)) {
    if (seen.has(sector)) throw new RangeError('chain');
    seen.add(sector);
    for (let at = offset(sector); at < offset(sector) + sectorSize; at += 128) {
      const length = file.readUInt16LE(at + 64);
      if (length < 2 || length > 64) continue;
      const start = file.readUInt32LE(at + 116);
      const size = file.readUInt32LE(at + 120);
      small ??= start;
      streams.set(file.toString('utf16le', at, at + length - 2), () =>
        orCorrupt(() => {
          if (size === 0) return Buffer.alloc(0);
          const head = size < 4096 ? smallStream(start) : file.subarray(offset(start), offset(start + 1));
          return head.subarray(0, size);
        }),
      );
    }
  }
  return streams;
}

/** The sectors of the allocation table: 109 are named in the header, and of a file above 7 MB more in a chain of sectors. */
function allocationTables(file: Buffer, sectorSize: number): number[] {
  const tables = Array.from({ length: 109 }, (_, i) => file.readUInt32LE(76 + i * 4));
  const seen = new Set<number>();
  let sector = file.readUInt32LE(68);
  while (sector < endOfChain) {
    if (seen.has(sector)) throw new RangeError('chain');
    seen.add(sector);
    const at = (sector + 1) * sectorSize;
    for (let i = 0; i < sectorSize / 4 - 1; i++) tables.push(file.readUInt32LE(at + i * 4));
    sector = file.readUInt32LE(at + sectorSize - 4);
  }
  return tables.filter((table) => table < endOfChain);
}

/** FREESECT, ENDOFCHAIN, FATSECT and DIFSECT all lie above this. */
const endOfChain = 0xfffffffa;
