import { constants, inflateSync } from 'node:zlib';
import type { Place } from './objects.ts';

/** The start of the record OfficeArtFBSE of a TIFF ([MS-ODRAW] 2.2.32 and 2.4.1), and the offset of the number of its references. */
const start = Buffer.from('120107f0', 'hex');
const references = 32;

/** Adds the TIFF pictures of a DOC or PPT, which LibreOffice does not draw. Their records are found without the structures around them. */
export function addTiffPictures(place: Place, streams: readonly Buffer[]): void {
  for (const stream of streams)
    for (let at = stream.indexOf(start); at >= 0; at = stream.indexOf(start, at + 1))
      if (at + references + 4 <= stream.length && stream.readUInt32LE(at + references) > 0) place.add('tiff');
}

/** The record of a PICT with one or two identifiers ([MS-ODRAW] 2.2.26): its header without the length, and the size of its identifiers. */
const picts: readonly [start: Buffer, identifiers: number][] = [
  [Buffer.from('20541cf0', 'hex'), 16],
  [Buffer.from('30541cf0', 'hex'), 32],
];
/** Bytes of a record's header and of a metafile's, and the offset of its compression in the latter ([MS-ODRAW] 2.2.31). */
const [recordHeader, metafileHeader, compression] = [8, 34, 32];
const deflated = 0;
/** Bytes of the PICTs of a document, and of each of them, that are searched. */
const [searchedBytes, pictBytes] = [64 * 1024 ** 2, 16 * 1024 ** 2];

/** Adds the PICT pictures of a PPT with QuickTime data, which LibreOffice does not draw. */
export function addQuickTimePictures(place: Place, stream: Buffer): void {
  let left = searchedBytes;
  for (const [header, identifiers] of picts)
    for (let at = stream.indexOf(header); at >= 0 && left > 0; ) {
      const start = at + recordHeader;
      const length = start <= stream.length ? stream.readUInt32LE(start - 4) : 0;
      const metafile = stream.subarray(start + identifiers, start + length);
      const data = metafile.subarray(metafileHeader);
      const pict = metafile[compression] === deflated ? inflated(data) : data;
      left -= metafile.length + (pict?.length ?? pictBytes);
      if (pict && hasQuickTime(pict)) place.add('tiff');
      at = stream.indexOf(header, start + length);
    }
}

/** The inflated data; undefined if it is damaged or longer than `pictBytes`. */
function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: pictBytes, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

/** The operations with compressed and uncompressed QuickTime data (Imaging With QuickDraw, appendix A). */
const operations = [Buffer.from('8200', 'hex'), Buffer.from('8201', 'hex')];
/** The offset of the last number of the operation's matrix, and that number: 1 with 30 bits after the point. */
const matrixEnd = { offset: 40, value: 0x40000000 } as const;

/** Whether a PICT has QuickTime data. Operations start at even offsets. */
function hasQuickTime(pict: Buffer): boolean {
  for (const operation of operations)
    for (let at = pict.indexOf(operation); at >= 0; at = pict.indexOf(operation, at + 1))
      if (
        at % 2 === 0 &&
        at + matrixEnd.offset + 4 <= pict.length &&
        pict.readUInt32BE(at + matrixEnd.offset) === matrixEnd.value
      )
        return true;
  return false;
}
