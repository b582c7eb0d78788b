import { ConveyorError } from '../../errors.ts';
import type { FormatName } from '../formats/formats.ts';
import { type Ole2Stream, ole2Streams } from './ole2Streams.ts';
import { xlsRecord, xlsRecords } from './xlsRecords.ts';

type Streams = ReadonlyMap<string, Ole2Stream>;

/** What each binary format must hold so that a reader finds its way through it. */
const checks: Partial<Record<FormatName, (streams: Streams) => void>> = { xls, doc, ppt };

/**
 * Sees that the streams of a binary office file are whole. LibreOffice reads a damaged one as an empty document, as one with
 * letters of nothing, or as text.
 * @throws ConveyorError `corrupt_file`
 */
export function streamsMustBeWhole(format: FormatName, bytes: Uint8Array): void {
  const check = checks[format];
  if (!check) return;
  const streams = ole2Streams(bytes);
  try {
    check(streams);
  } catch (cause) {
    throw cause instanceof ConveyorError ? cause : new ConveyorError('corrupt_file', { cause });
  }
}

/** Records up to the end of the workbook's own, and of each sheet, which begins where the workbook says ([MS-XLS] 2.4.28). */
function xls(streams: Streams): void {
  const workbook = (streams.get('Workbook') ?? streams.get('Book'))?.content() ?? Buffer.alloc(0);
  let sheets = 0;
  for (const { type, data } of xlsRecords(workbook)) {
    if (type !== xlsRecord.boundSheet) continue;
    sheets++;
    const sheet = xlsRecords(workbook, data.readUInt32LE(0));
    mustHold(!sheet.next().done, 'sheet');
    for (const _ of sheet);
  }
  mustHold(sheets > 0, 'sheets');
}

/** The first two bytes of a document of Word 6 and 95, and of later ones. */
const words = [0xa5dc, 0xa5ec];
/** Places in the beginning of a document of Word 97 or later ([MS-DOC] 2.5.1, 2.5.6). */
const fib = { version: 2, flags: 10, pieces: 418, piecesLength: 422 };
const word97 = 0xc1;
const [encrypted, secondTable] = [0x0100, 0x0200];

/** The table of pieces, without which no text is found ([MS-DOC] 2.9.38). Older versions of Word have it only now and then. */
function doc(streams: Streams): void {
  const document = streams.get('WordDocument')?.content() ?? Buffer.alloc(0);
  mustHold(words.includes(document.readUInt16LE(0)), 'beginning');
  const flags = document.readUInt16LE(fib.flags);
  if (document.readUInt16LE(fib.version) < word97 || flags & encrypted) return;
  const table = streams.get(flags & secondTable ? '1Table' : '0Table')?.content() ?? Buffer.alloc(0);
  const [start, length] = [document.readUInt32LE(fib.pieces), document.readUInt32LE(fib.piecesLength)];
  if (length === 0) return;
  const pieces = table.subarray(start, start + length);
  mustHold(pieces.length === length, 'table of pieces');
  let at = 0;
  while (pieces.readUInt8(at) === 1) at += 3 + pieces.readInt16LE(at + 1);
  mustHold(pieces.readUInt8(at) === 2 && at + 5 + pieces.readUInt32LE(at + 1) <= length, 'table of pieces');
}

const userEdit = 0x0ff5;

/** The last edit, from which all slides are found ([MS-PPT] 2.1.2, 2.3.3). */
function ppt(streams: Streams): void {
  const user = streams.get('Current User')?.content();
  const presentation = streams.get('PowerPoint Document')?.content() ?? Buffer.alloc(0);
  if (user) mustHold(presentation.readUInt16LE(user.readUInt32LE(16) + 2) === userEdit, 'last edit');
}

function mustHold(condition: boolean, what: string): void {
  if (!condition) throw new RangeError(what);
}
