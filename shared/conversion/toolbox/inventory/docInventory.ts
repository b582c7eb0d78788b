import { type Ole2Streams, ole2Streams } from '../../inputs/ole2Streams.ts';
import { addTiffPictures } from './binaryPictures.ts';
import { addDocFields } from './fields.ts';
import { type Inventory, Place } from './objects.ts';

/** Offsets in the file information block of Word 97 and later ([MS-DOC] 2.5.1 and 2.5.6). */
const block = { version: 2, flags: 10, comments: 0xba, pieces: 0x1a2, size: 0x1aa } as const;
const word97 = 0x00c1;
/** The flag of the table stream that a document uses. */
const usesFirstTable = 0x0200;
/** Bytes of a position in the text, and of the description of a comment and a piece ([MS-DOC] 2.8.8 and 2.8.35). */
const [positionSize, commentSize, pieceSize] = [4, 30, 8];

/** Lists the comments, fields and pictures of a DOC. A document of Word 6 or 95 has another structure, and is not searched. */
export function docInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const place = new Place(inventory, { place: '' });
  const streams = ole2Streams(bytes);
  const document = streams.get('worddocument')?.content() ?? Buffer.alloc(0);
  if (document.length < block.size || document.readUInt16LE(block.version) < word97) return inventory;
  const table = tableOf(streams, document);
  const comments = document.readUInt32LE(block.comments + 4);
  if (comments > positionSize)
    place.add('comment', Math.floor((comments - positionSize) / (positionSize + commentSize)));
  addDocFields(place, textOf(document, table));
  addTiffPictures(place, [table, streams.get('data')?.content() ?? Buffer.alloc(0)]);
  return inventory;
}

function tableOf(streams: Ole2Streams, document: Buffer): Buffer {
  const isFirst = (document.readUInt16LE(block.flags) & usesFirstTable) !== 0;
  return streams.get(isFirst ? '1table' : '0table')?.content() ?? Buffer.alloc(0);
}

/** The types of structures before the pieces, and of the pieces ([MS-DOC] 2.9.38). */
const structure = { properties: 1, pieces: 2 } as const;

/** The text of all parts of a document, with the marks of fields ([MS-DOC] 2.4.1). @throws RangeError */
function textOf(document: Buffer, table: Buffer): string {
  const start = document.readUInt32LE(block.pieces);
  const pieces = table.subarray(start, start + document.readUInt32LE(block.pieces + 4));
  let at = 0;
  while (at < pieces.length && pieces[at] === structure.properties) at += 3 + pieces.readUInt16LE(at + 1);
  if (pieces[at] !== structure.pieces) return '';
  const list = pieces.subarray(at + 5, at + 5 + pieces.readUInt32LE(at + 1));
  const count = Math.floor((list.length - positionSize) / (positionSize + pieceSize));
  let text = '';
  for (let n = 0; n < count; n++) {
    const length = list.readUInt32LE((n + 1) * positionSize) - list.readUInt32LE(n * positionSize);
    const found = list.readUInt32LE((count + 1) * positionSize + n * pieceSize + 2);
    text += pieceText(document, found, length);
    // Pieces may overlap in a damaged file.
    if (text.length > document.length) throw new RangeError('pieces');
  }
  return text;
}

/** A piece with this bit has one byte for each character, and twice its offset ([MS-DOC] 2.9.73). */
const oneByte = 0x40000000;

function pieceText(document: Buffer, found: number, length: number): string {
  if (length < 0) throw new RangeError('piece');
  const at = found & 0x3fffffff;
  return found & oneByte
    ? document.toString('latin1', at / 2, at / 2 + length)
    : document.toString('utf16le', at, at + length * 2);
}
