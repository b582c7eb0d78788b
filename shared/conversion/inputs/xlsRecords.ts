/** Records of [MS-XLS] 2.3: where a substream begins and ends, its password, and where a sheet begins. */
export const xlsRecord = {
  bof: 0x0809,
  eof: 0x000a,
  filePass: 0x002f,
  boundSheet: 0x0085,
  name: 0x0018,
} as const;

/** A record: its type, its data, and where it lies in the stream. */
export interface XlsRecord {
  type: number;
  data: Buffer;
  at: number;
}

/** Bytes of data that a record has at most ([MS-XLS] 2.1.4). */
const longestRecord = 8224;

/**
 * The records of a substream of a workbook, from its first to its last.
 * @throws RangeError where the stream holds something else
 */
export function* xlsRecords(stream: Buffer, start = 0): Generator<XlsRecord> {
  let depth = 0;
  for (let at = start; at < stream.length; ) {
    const [type, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    const end = at + 4 + length;
    // Programs that take a password off leave a record of type 0 and of the same length behind; what has no length is no record.
    if ((type === 0 && length === 0) || length > longestRecord || end > stream.length)
      throw new RangeError('record');
    if (at === start && type !== xlsRecord.bof) throw new RangeError('beginning');
    yield { type, data: stream.subarray(at + 4, end), at };
    // A chart within a sheet is a substream of its own.
    if (type === xlsRecord.bof) depth++;
    if (type === xlsRecord.eof && --depth === 0) return;
    at = end;
  }
}
