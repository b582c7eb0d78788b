import type { Ole2Streams } from './ole2Streams.ts';

/** A record of a presentation ([MS-PPT] 2.3.1). */
export interface PptRecord {
  type: number;
  /** What distinguishes records of one type. */
  instance: number;
  data: Buffer;
}

const headerSize = 8;
/** The version of a record that contains records. */
const container = 0xf;

/** The record at an offset. @throws RangeError */
function recordAt(stream: Buffer, at: number): PptRecord & { isContainer: boolean } {
  const [first, type, length] = [
    stream.readUInt16LE(at),
    stream.readUInt16LE(at + 2),
    stream.readUInt32LE(at + 4),
  ];
  const data = stream.subarray(at + headerSize, at + headerSize + length);
  return { type, instance: first >> 4, data, isContainer: (first & 0xf) === container };
}

/** Extensions of a slide, which contain records although their version says otherwise ([MS-PPT] 2.3.4). */
const extension = 0x138b;

/** The records in a container. Ends at what is no record. */
export function* childrenOf(data: Buffer): Generator<PptRecord> {
  for (let at = 0; at + headerSize <= data.length; ) {
    const record = recordAt(data, at);
    yield record;
    at += headerSize + record.data.length;
  }
}

/** The records in a container, and in those within it. */
export function* recordsIn(data: Buffer): Generator<PptRecord> {
  for (let at = 0; at + headerSize <= data.length; ) {
    const record = recordAt(data, at);
    yield record;
    // A container is searched next; other records are passed.
    const isSearched = record.isContainer || record.type === extension;
    at += headerSize + (isSearched ? 0 : record.data.length);
  }
}

/** Types and members of the records that name the current objects of a presentation ([MS-PPT] 2.3.2 and 2.3.4). */
const edit = { type: 0x0ff5, previous: 8, directory: 12, document: 16, largestNumber: 20 } as const;
const currentEdit = 16;

/** The current version of a presentation. */
interface CurrentObjects {
  document: PptRecord;
  /** The largest number of an object. */
  largestNumber: number;
  /** The largest number according to the last edit, and its offset in the stream of the presentation. */
  declared: { largestNumber: number; at: number };
  object(id: number): PptRecord | undefined;
}

/** The current document of a presentation, and its other objects by number; older versions are left out. @throws RangeError */
export function currentObjects(streams: Ole2Streams): CurrentObjects {
  const stream = streams.get('powerpoint document')?.content() ?? Buffer.alloc(0);
  const user = streams.get('current user')?.content() ?? Buffer.alloc(0);
  const offsets = new Map<number, number>();
  let document: number | undefined;
  let searched = 0;
  let largestNumber = 0;
  const last = user.readUInt32LE(currentEdit);
  for (let at = last; at !== 0; ) {
    const { type, data } = recordAt(stream, at);
    if (type !== edit.type) throw new RangeError('edit');
    document ??= data.readUInt32LE(edit.document);
    const entries = recordAt(stream, data.readUInt32LE(edit.directory)).data;
    searched += entries.length;
    // In a damaged file, many edits can have the same directory.
    if (searched > stream.length) throw new RangeError('directories');
    for (const [id, offset] of directory(entries)) {
      if (!offsets.has(id)) offsets.set(id, offset);
      largestNumber = Math.max(largestNumber, id);
    }
    const previous = data.readUInt32LE(edit.previous);
    // Some files have any other number in their first edit.
    at = previous < at ? previous : 0;
  }
  const object = (id: number) => {
    const offset = offsets.get(id);
    return offset === undefined ? undefined : recordAt(stream, offset);
  };
  const found = object(document ?? 0);
  if (!found) throw new RangeError('document');
  const declaredAt = last + headerSize + edit.largestNumber;
  const declared = { largestNumber: stream.readUInt32LE(declaredAt), at: declaredAt };
  return { document: found, largestNumber, declared, object };
}

/** The offsets of objects: runs of consecutive numbers ([MS-PPT] 2.3.4). */
function* directory(data: Buffer): Generator<[id: number, offset: number]> {
  for (let at = 0; at + 4 <= data.length; ) {
    const run = data.readUInt32LE(at);
    const [first, count] = [run & 0xfffff, run >>> 20];
    at += 4;
    for (let n = 0; n < count; n++, at += 4) yield [first + n, data.readUInt32LE(at)];
  }
}
