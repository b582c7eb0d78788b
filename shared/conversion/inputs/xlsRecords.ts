import type { Ole2Stream, Ole2Streams } from './ole2Streams.ts';

/** Record types ([MS-XLS] 2.3). */
export const xlsRecord = {
  bof: 0x0809,
  eof: 0x000a,
  filePass: 0x002f,
  boundSheet: 0x0085,
  name: 0x0018,
  drawings: 0x00eb,
  continued: 0x003c,
} as const;

/** A record of a workbook stream. */
export interface XlsRecord {
  type: number;
  data: Buffer;
  /** Offset in the stream. */
  at: number;
}

/** Maximum bytes of a record's data ([MS-XLS] 2.1.4). */
const longestRecord = 8224;

/**
 * The records of a substream of a workbook, from BOF to EOF.
 * @throws RangeError if the stream contains anything else
 */
export function* xlsRecords(stream: Buffer, start = 0): Generator<XlsRecord> {
  let depth = 0;
  for (let at = start; at < stream.length; ) {
    const [type, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    const end = at + 4 + length;
    // Programs that remove a password overwrite its record with type 0 and keep the length. Type 0 without a length is not a record.
    if ((type === 0 && length === 0) || length > longestRecord || end > stream.length)
      throw new RangeError('record');
    if (at === start && type !== xlsRecord.bof) throw new RangeError('bof');
    yield { type, data: stream.subarray(at + 4, end), at };
    // A chart in a sheet is a nested substream.
    if (type === xlsRecord.bof) depth++;
    if (type === xlsRecord.eof && --depth === 0) return;
    at = end;
  }
}

/** The stream of records of an XLS, whose name depends on its version ([MS-XLS] 2.1.2). */
export const workbookStream = (streams: Ole2Streams): Ole2Stream | undefined =>
  streams.get('workbook') ?? streams.get('book');

/** The records of an XLS; empty without any. */
export const workbookOf = (streams: Ole2Streams): Buffer =>
  workbookStream(streams)?.content() ?? Buffer.alloc(0);
