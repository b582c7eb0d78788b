import { ConveyorError } from '../../errors.ts';
import type { FormatName } from '../formats/formats.ts';
import { type Ole2Streams, ole2Streams } from './ole2Streams.ts';
import { workbookOf, xlsRecord, xlsRecords } from './xlsRecords.ts';

/** The checks of each binary format: the structures that a reader needs to find the content. */
const checks: Partial<Record<FormatName, (streams: Ole2Streams) => void>> = { xls, doc, ppt };

/**
 * Checks the streams of a binary office file. LibreOffice reads a damaged file as an empty document, as one with meaningless
 * characters, or as text.
 * @throws ConveyorError `corrupt_file`
 */
export function checkStreams(format: FormatName, bytes: Uint8Array): void {
  const check = checks[format];
  if (!check) return;
  const streams = ole2Streams(bytes);
  try {
    check(streams);
  } catch (cause) {
    throw cause instanceof ConveyorError ? cause : new ConveyorError('corrupt_file', { cause });
  }
}

/** The records of the workbook, and of each sheet from the offset in its BoundSheet8 record on ([MS-XLS] 2.4.28). */
function xls(streams: Ole2Streams): void {
  const workbook = workbookOf(streams);
  let sheets = 0;
  for (const { type, data } of xlsRecords(workbook)) {
    if (type !== xlsRecord.boundSheet) continue;
    sheets++;
    const sheet = xlsRecords(workbook, data.readUInt32LE(0));
    checkThat(!sheet.next().done, 'sheet');
    for (const _ of sheet);
  }
  checkThat(sheets > 0, 'sheets');
}

/** The first two bytes of a document of Word 6 and 95, of their editions for eastern Asia, and of later versions. */
const wordSignatures = [0xa5dc, 0xa697, 0xa698, 0xa699, 0xa5ec];
/** Offsets in the file information block of Word 97 or later ([MS-DOC] 2.5.1, 2.5.6). */
const fib = { version: 2, flags: 10, pieces: 418, piecesLength: 422 };
const word97 = 0xc1;
const [encrypted, secondTable] = [0x0100, 0x0200];

/** The piece table, which locates the text ([MS-DOC] 2.9.38). Files of Word 6 and 95 need not have one. */
function doc(streams: Ole2Streams): void {
  const document = streams.get('worddocument')?.content() ?? Buffer.alloc(0);
  checkThat(wordSignatures.includes(document.readUInt16LE(0)), 'signature');
  const flags = document.readUInt16LE(fib.flags);
  if (document.readUInt16LE(fib.version) < word97 || flags & encrypted) return;
  const table = streams.get(flags & secondTable ? '1table' : '0table')?.content() ?? Buffer.alloc(0);
  const [start, length] = [document.readUInt32LE(fib.pieces), document.readUInt32LE(fib.piecesLength)];
  if (length === 0) return;
  const pieces = table.subarray(start, start + length);
  checkThat(pieces.length === length, 'piece table');
  let at = 0;
  while (pieces.readUInt8(at) === 1) at += 3 + pieces.readInt16LE(at + 1);
  checkThat(pieces.readUInt8(at) === 2 && at + 5 + pieces.readUInt32LE(at + 1) <= length, 'piece table');
}

const userEdit = 0x0ff5;

/** The record of the last edit, which locates all slides ([MS-PPT] 2.1.2, 2.3.3). */
function ppt(streams: Ole2Streams): void {
  const currentUser = streams.get('current user')?.content();
  const presentation = streams.get('powerpoint document')?.content() ?? Buffer.alloc(0);
  if (currentUser)
    checkThat(presentation.readUInt16LE(currentUser.readUInt32LE(16) + 2) === userEdit, 'last edit');
}

function checkThat(condition: boolean, what: string): void {
  if (!condition) throw new RangeError(what);
}
