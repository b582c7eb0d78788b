import type { Ole2Streams } from '../../inputs/ole2Streams.ts';

/** The structures of a DOC that an inventory needs: Word 97 and later ([MS-DOC] 2.5.1 and 2.5.6), or Word 6 and 95. */
interface Layout {
  /** Offsets in the file information block of the offset and length of structures in the table. */
  comments: number;
  pieces: number;
  /** Bytes of the description of a comment, without its position ([MS-DOC] 2.9.2). */
  commentSize: number;
}

const layouts = {
  word97: { comments: 0xba, pieces: 0x1a2, commentSize: 30 },
  word6: { comments: 0x78, pieces: 0x160, commentSize: 20 },
} as const satisfies Record<string, Layout>;

/** Offsets in every file information block. */
const block = { version: 2, flags: 10, textStart: 0x18, textEnd: 0x1c } as const;
const firstOfWord97 = 0x00c1;
const flag = { secondTable: 0x0200, wideCharacters: 0x1000 } as const;
/** Bytes of a position in the text, and of the description of a piece ([MS-DOC] 2.9.177). */
const [positionSize, pieceSize] = [4, 8];

/** The main stream of a DOC, and the stream with its tables. Word 6 and 95 have both in one. @throws RangeError */
export class DocText {
  readonly table: Buffer;
  readonly #document: Buffer;
  readonly #layout: Layout;
  readonly #flags: number;
  readonly #isWord97: boolean;

  constructor(streams: Ole2Streams) {
    this.#document = streams.get('worddocument')?.content() ?? Buffer.alloc(0);
    this.#isWord97 = this.#document.readUInt16LE(block.version) >= firstOfWord97;
    this.#flags = this.#document.readUInt16LE(block.flags);
    this.#layout = this.#isWord97 ? layouts.word97 : layouts.word6;
    const table = this.#flags & flag.secondTable ? '1table' : '0table';
    this.table = this.#isWord97 ? (streams.get(table)?.content() ?? Buffer.alloc(0)) : this.#document;
  }

  /** The number of comments. */
  get comments(): number {
    const { comments, commentSize } = this.#layout;
    const length = this.#document.readUInt32LE(comments + 4);
    return Math.max(0, Math.floor((length - positionSize) / (positionSize + commentSize)));
  }

  /** The text of all parts of the document, with the marks of fields ([MS-DOC] 2.4.1). */
  get text(): string {
    const list = this.#pieces();
    if (!list) return this.#isWord97 ? '' : this.#textInOnePiece();
    const count = Math.floor((list.length - positionSize) / (positionSize + pieceSize));
    let text = '';
    for (let n = 0; n < count; n++) {
      const length = list.readUInt32LE((n + 1) * positionSize) - list.readUInt32LE(n * positionSize);
      text += this.#pieceText(list.readUInt32LE((count + 1) * positionSize + n * pieceSize + 2), length);
      // Pieces may overlap in a damaged file.
      if (text.length > this.#document.length) throw new RangeError('pieces');
    }
    return text;
  }

  /** The positions and descriptions of the pieces of the text ([MS-DOC] 2.8.35 and 2.9.38). */
  #pieces(): Buffer | undefined {
    const { pieces } = this.#layout;
    const start = this.#document.readUInt32LE(pieces);
    const data = this.table.subarray(start, start + this.#document.readUInt32LE(pieces + 4));
    let at = 0;
    while (at < data.length && data[at] === structure.properties) at += 3 + data.readUInt16LE(at + 1);
    return data[at] === structure.pieces
      ? data.subarray(at + 5, at + 5 + data.readUInt32LE(at + 1))
      : undefined;
  }

  #textInOnePiece(): string {
    const [start, end] = [block.textStart, block.textEnd].map((at) => this.#document.readUInt32LE(at));
    return this.#document.toString(this.#wordEncoding, start, end);
  }

  #pieceText(found: number, length: number): string {
    if (length < 0) throw new RangeError('piece');
    if (!this.#isWord97) {
      const size = this.#wordEncoding === 'latin1' ? 1 : 2;
      return this.#document.toString(this.#wordEncoding, found, found + length * size);
    }
    const at = found & 0x3fffffff;
    return found & oneByte
      ? this.#document.toString('latin1', at / 2, at / 2 + length)
      : this.#document.toString('utf16le', at, at + length * 2);
  }

  /** The encoding of Word 6 and 95, as far as marks and the codes of fields matter. */
  get #wordEncoding(): 'latin1' | 'utf16le' {
    return this.#flags & flag.wideCharacters ? 'utf16le' : 'latin1';
  }
}

/** The types of structures before the pieces, and of the pieces ([MS-DOC] 2.9.38). */
const structure = { properties: 1, pieces: 2 } as const;

/** A piece with this bit has one byte for each character, and twice its offset ([MS-DOC] 2.9.73). */
const oneByte = 0x40000000;
