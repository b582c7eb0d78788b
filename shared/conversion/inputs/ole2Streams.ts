import { ConveyorError } from '../../errors.ts';
import { Ole2Sectors } from './ole2Sectors.ts';

/** A stream of an OLE2 file. All methods throw ConveyorError `corrupt_file`. */
export interface Ole2Stream {
  /** The first bytes, at most one sector. */
  head(): Buffer;
  /** All bytes. */
  content(): Buffer;
  /** Returns a function from offsets in the stream to offsets in the file. */
  positions(): Positions;
}

/** The offset in a file of the byte with an offset in a part of it, whose bytes can be scattered; undefined behind its end. */
export type Positions = (offset: number) => number | undefined;

/** Overwrites a part of a file from an offset in it on. */
export function overwrite(file: Buffer, positions: Positions, offset: number, data: Uint8Array): void {
  for (const [index, byte] of data.entries()) {
    const at = positions(offset + index);
    if (at === undefined) throw new RangeError('offset');
    file[at] = byte;
  }
}

/** Streams by name. The type refuses a name in other letters, which would never be found. */
export type Ole2Streams = ReadonlyMap<Lowercase<string>, Ole2Stream>;

/**
 * The streams of an OLE2 compound file ([MS-CFB]) by their names in lower case, because names are compared without case (2.6.4): a
 * DOC, XLS, PPT or password-protected OOXML file. If a stream of an embedded document has the same name, the file's own stream
 * is returned. Of a presentation in the formats of PowerPoint 95 and 97 at once, the streams of the latter are.
 * @throws ConveyorError `corrupt_file`
 */
export function ole2Streams(bytes: Uint8Array): Ole2Streams {
  return orCorrupt(() => readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

/** Whether a file starts like an OLE2 compound file. */
export function isOle2(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1';
}

function orCorrupt<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ConveyorError('corrupt_file', { cause });
  }
}

/** Bytes of a directory entry. */
const entrySize = 128;

function readDirectory(file: Buffer): Ole2Streams {
  const sectors = new Ole2Sectors(file);
  const directory = sectors.chain(file.readUInt32LE(48));
  const entries: Buffer[] = [];
  for (let at = 0; at + entrySize <= directory.length; at += entrySize)
    entries.push(directory.subarray(at, at + entrySize));
  const root = entries[0];
  if (root?.readUInt8(66) !== kinds.root) throw new RangeError('root');
  const own = childrenOf(root, entries);
  const newer = [...own].find((entry) => nameOf(entry, kinds.storage)?.toLowerCase() === dualStorage);
  const preferred = newer ? childrenOf(newer, entries) : new Set<Buffer>();
  const rank = (entry: Buffer) => Number(own.has(entry)) + 2 * Number(preferred.has(entry));
  const streams = new Map<Lowercase<string>, Ole2Stream>();
  // Later streams overwrite others with the same name.
  for (const entry of entries.toSorted((a, b) => rank(a) - rank(b))) {
    const name = nameOf(entry, kinds.stream);
    if (name === undefined) continue;
    const [start, size] = [entry.readUInt32LE(116), entry.readUInt32LE(120)];
    const container = root.readUInt32LE(116);
    streams.set(name.toLowerCase() as Lowercase<string>, {
      head: () => orCorrupt(() => sectors.read(container, start, size, Math.min(size, sectors.size))),
      content: () => orCorrupt(() => sectors.read(container, start, size)),
      positions: () => {
        const { offsets, length } = orCorrupt(() => sectors.pieces(container, start, size));
        return (offset) => {
          const piece = offsets[Math.floor(offset / length)];
          return piece === undefined ? undefined : piece + (offset % length);
        };
      },
    });
  }
  return streams;
}

/** Byte 66 of an entry: its type ([MS-CFB] 2.6.1). */
const kinds = { unused: 0, storage: 1, stream: 2, root: 5 } as const;

/** The storage of PowerPoint 97 in a file whose other streams are of PowerPoint 95. */
const dualStorage = 'pp97_dualstorage';

/** The name of an entry of a type; undefined for another type. */
function nameOf(entry: Buffer, wanted: number): string | undefined {
  const [length, kind] = [entry.readUInt16LE(64), entry.readUInt8(66)];
  if (!Object.values<number>(kinds).includes(kind)) throw new RangeError('entry');
  if (kind !== wanted) return undefined;
  if (length < 2 || length > 64) throw new RangeError('name');
  return entry.toString('utf16le', 0, length - 2);
}

/** The direct children of an entry, which form a tree of siblings ([MS-CFB] 2.6.4). */
function childrenOf(parent: Buffer, entries: readonly Buffer[]): Set<Buffer> {
  const found = new Set<Buffer>();
  const next = [parent.readUInt32LE(76)];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    const entry = entries[id];
    if (!entry || found.has(entry)) continue;
    found.add(entry);
    next.push(entry.readUInt32LE(68), entry.readUInt32LE(72));
  }
  return found;
}
