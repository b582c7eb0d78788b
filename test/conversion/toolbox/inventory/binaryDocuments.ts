import { deflateSync } from 'node:zlib';
import CFB from 'cfb';

function ole2(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}

/** Numbers of 4 bytes. */
function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

/** A DOC whose text is in two pieces, the first with two bytes for each character ([MS-DOC] 2.5.1 and 2.9.38). */
export function doc(text: string, pictures: Buffer = Buffer.alloc(0)): Buffer {
  const half = Math.floor(text.length / 2);
  const block = Buffer.alloc(0x400);
  block.writeUInt16LE(0xa5ec, 0);
  block.writeUInt16LE(0x00c1, 2);
  const body = Buffer.concat([
    Buffer.from(text.slice(0, half), 'utf16le'),
    Buffer.from(text.slice(half), 'latin1'),
  ]);
  const piece = (at: number) => Buffer.concat([Buffer.alloc(2), numbers(at), Buffer.alloc(2)]);
  const oneByte = 0x40000000 + 2 * (block.length + half * 2);
  const list = Buffer.concat([numbers(0, half, text.length), piece(block.length), piece(oneByte)]);
  const properties = Buffer.from([1, 2, 0, 0, 0]);
  const table = Buffer.concat([properties, Buffer.from([2]), numbers(list.length), list]);
  block.writeUInt32LE(table.length, 0x1a6);
  return ole2({ WordDocument: Buffer.concat([block, body]), '0Table': table, Data: pictures });
}

/**
 * A DOC of Word 6 or 95.
 * @param inPieces whether its text is in two pieces, as after a quick save
 * @param wide whether each character has two bytes, as in eastern Asia
 */
export function oldDoc(
  text: string,
  { signature = 0xa5dc, comments = 0, inPieces = false, wide = false } = {},
): Buffer {
  const block = Buffer.alloc(0x300);
  const [half, size] = [Math.floor(text.length / 2), wide ? 2 : 1];
  const body = Buffer.from(text, wide ? 'utf16le' : 'latin1');
  block.writeUInt16LE(signature, 0);
  block.writeUInt16LE(0x0041, 2);
  block.writeUInt16LE((inPieces ? 0x0004 : 0) | (wide ? 0x1000 : 0), 10);
  numbers(block.length, block.length + body.length).copy(block, 0x18);
  if (comments > 0) numbers(0, 4 + comments * 24).copy(block, 0x78);
  const piece = (at: number) => Buffer.concat([Buffer.alloc(2), numbers(at), Buffer.alloc(2)]);
  const pieces = [piece(block.length), piece(block.length + half * size)];
  const list = Buffer.concat([numbers(0, half, text.length), ...pieces]);
  const table = inPieces ? Buffer.concat([Buffer.from([2]), numbers(list.length), list]) : Buffer.alloc(0);
  numbers(block.length + body.length, table.length).copy(block, 0x160);
  return ole2({ WordDocument: Buffer.concat([block, body, table]) });
}

/** An XLS with these records in its only sheet, and zeros after it ([MS-XLS] 2.1.4). */
export function xls(records: [type: number, data: Buffer][]): Buffer {
  const record = (type: number, data: Buffer) => {
    const header = Buffer.alloc(4);
    header.writeUInt16LE(type, 0);
    header.writeUInt16LE(data.length, 2);
    return Buffer.concat([header, data]);
  };
  const all: [number, Buffer][] = [[0x0809, Buffer.alloc(16)], ...records, [0x000a, Buffer.alloc(0)]];
  return ole2({
    Workbook: Buffer.concat([...all.map(([type, data]) => record(type, data)), Buffer.alloc(64)]),
  });
}

/** A record of a presentation ([MS-PPT] 2.3.1). */
function record(
  type: number,
  content: Buffer | Buffer[],
  version = Array.isArray(content) ? 0xf : 0,
): Buffer {
  const data = Array.isArray(content) ? Buffer.concat(content) : content;
  const header = Buffer.alloc(8);
  header.writeUInt16LE(version, 0);
  header.writeUInt16LE(type, 2);
  header.writeUInt32LE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** An object of a presentation: the type of its container, and the record with its number ([MS-PPT] 2.10). */
export type PptObject = [container: number, atom: Buffer];
export const embedded = (id: number): PptObject => [0x0fcc, record(0x0fc3, numbers(1, 0, id, 0, 0, 0))];
export const video = (id: number): PptObject => [0x1006, record(0x1004, numbers(id, 0))];
export const control = (id: number): PptObject => [0x0fee, record(0x0fc3, numbers(1, 2, id, 0, 0, 0))];

/** A slide with references to objects, and with a comment in its extension. */
interface PptSlide {
  refersTo?: number[];
  commented?: boolean;
  hidden?: boolean;
}

function slideRecord({ refersTo = [], commented = false, hidden = false }: PptSlide): Buffer {
  const info = Buffer.alloc(16);
  if (hidden) info[10] = 4;
  const shapes = refersTo.map((id) => record(0xf004, [record(0xf011, [record(0x0bc1, numbers(id))])]));
  const comment = record(0x138b, record(0x2ee0, [record(0x2ee1, Buffer.alloc(28))]));
  return record(0x03ee, [record(0x03f9, info), record(0x040c, shapes), ...(commented ? [comment] : [])]);
}

/** A PPT with two edits that have the same directory, which is most of the file. */
export function pptWithSharedDirectory(): Buffer {
  const directory = record(0x1772, numbers(99 << 20, ...new Array(99).fill(0)));
  const edit = (previous: number) => record(0x0ff5, numbers(0, 0, previous, 8, 1, 0, 0));
  const first = 8 + directory.length;
  const stream = Buffer.concat([Buffer.alloc(8), directory, edit(0), edit(first)]);
  const user = numbers(0, 0, 0, 0, stream.length - edit(0).length);
  return ole2({ 'Current User': user, 'PowerPoint Document': stream });
}

/** A PICT that has only one operation, with the matrix of QuickTime data (Imaging With QuickDraw, appendix A). */
export function quickTime(operation: number): Buffer {
  const pict = Buffer.alloc(80);
  Buffer.from('001102ff', 'hex').copy(pict, 10);
  pict.writeUInt16BE(operation, 14);
  pict.writeUInt32BE(0x40000000, 54);
  return pict;
}

/** The record of a compressed PICT ([MS-ODRAW] 2.2.26). */
export function pictRecord(pict: Buffer): Buffer {
  return record(0xf01c, Buffer.concat([Buffer.alloc(16 + 34), deflateSync(pict)]), 0x5420);
}

/** The record of a PNG ([MS-ODRAW] 2.2.28). @param identifier a byte, which a picture has to itself */
export function pngRecord(identifier: number, png: Uint8Array): Buffer {
  return record(0xf01e, Buffer.concat([Buffer.alloc(17, identifier), png]), 0x6e00);
}

/** A PPT in the formats of PowerPoint 95, which is not read, and of PowerPoint 97. */
export function dualPpt(slides: PptSlide[]): Buffer {
  const streams = Object.entries(pptStreams([], slides, Buffer.alloc(0)));
  return ole2({
    'Current User': Buffer.from('PowerPoint 95'),
    'PowerPoint Document': Buffer.from('PowerPoint 95'),
    ...Object.fromEntries(streams.map(([name, content]) => [`PP97_DUALSTORAGE/${name}`, content])),
  });
}

/**
 * A PPT that was saved twice: the first version of its first slide has a comment, the second one is `slides[0]`.
 * @param pictures records
 */
export function ppt(objects: PptObject[], slides: PptSlide[], pictures = Buffer.alloc(0)): Buffer {
  return ole2(pptStreams(objects, slides, pictures));
}

function pptStreams(
  objects: PptObject[],
  slides: PptSlide[],
  pictures: Buffer,
): Readonly<Record<string, Buffer>> {
  const references = slides.map((_, index) => record(0x03f3, numbers(index + 2, 0, 0, 0, 0)));
  const container = record(
    0x0409,
    objects.map(([type, atom]) => record(type, [atom])),
  );
  const document = record(0x03e8, [container, record(0x0ff0, references)]);
  const parts: Buffer[] = [];
  const place = (part: Buffer): number => {
    const at = parts.reduce((sum, { length }) => sum + length, 0);
    parts.push(part);
    return at;
  };
  const save = (objectsById: [id: number, part: Buffer][], previous: number): number => {
    const entries = objectsById.flatMap(([id, part]) => [id + (1 << 20), place(part)]);
    const directory = place(record(0x1772, numbers(...entries)));
    return place(record(0x0ff5, numbers(0, 0, previous, directory, 1, 0, 0)));
  };
  const all: [number, Buffer][] = slides.map((slide, index) => [index + 2, slideRecord(slide)]);
  const first = save([[1, document], ...all.slice(1), [2, slideRecord({ commented: true })]], 0);
  const last = save(all.slice(0, 1), first);
  const user = Buffer.concat([Buffer.alloc(16), numbers(last)]);
  return { 'Current User': user, 'PowerPoint Document': Buffer.concat(parts), Pictures: pictures };
}
