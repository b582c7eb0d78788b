import { type Ole2Stream, ole2Streams, overwrite, type Positions } from '../../inputs/ole2Streams.ts';
import { workbookStream, xlsRecord } from '../../inputs/xlsRecords.ts';
import { isDamagedPng, isPng, pngSignature, type Sound } from './damagedPng.ts';

/** The parts of a file with the records of its pictures. */
interface Records {
  bytes: Buffer;
  positions: Positions;
}

/** The streams of a DOC and a PPT that contain pictures. */
const pictureStreams = ['pictures', 'data', 'worddocument'] as const;

/** Removes damaged pictures from a DOC, XLS or PPT: without its signature, LibreOffice does not read a picture. */
export function withoutDamagedRecords(bytes: Uint8Array): Sound {
  const streams = ole2Streams(bytes);
  const all = pictureStreams.flatMap((name) => {
    const stream = streams.get(name);
    return stream ? [{ bytes: stream.content(), positions: stream.positions() }] : [];
  });
  const workbook = workbookStream(streams);
  if (workbook) all.push(drawingsOf(workbook));
  let file: Buffer | undefined;
  let removed = 0;
  for (const records of all)
    for (const at of damagedPictures(records.bytes)) {
      file ??= Buffer.from(bytes);
      overwrite(file, records.positions, at, Buffer.alloc(pngSignature.length));
      removed++;
    }
  return { bytes: file ?? bytes, removed };
}

/** The record of a PNG with one or two identifiers: its header without the length, and the bytes before the PNG ([MS-ODRAW] 2.2.28). */
const pngRecords: readonly [header: Buffer, before: number][] = [
  [Buffer.from('006e1ef0', 'hex'), 8 + 16 + 1],
  [Buffer.from('106e1ef0', 'hex'), 8 + 32 + 1],
];

/** The offsets of the signatures of damaged pictures. */
function* damagedPictures(records: Buffer): Generator<number> {
  for (const [header, before] of pngRecords)
    for (let at = records.indexOf(header); at >= 0; ) {
      const png = at + before;
      const end = png < records.length ? at + 8 + records.readUInt32LE(at + 4) : records.length;
      if (isPng(records.subarray(png)) && isDamagedPng(records.subarray(png, end))) yield png;
      at = records.indexOf(header, Math.max(end, png + pngSignature.length));
    }
}

/** The drawings of a workbook, whose records continue in others ([MS-XLS] 2.4.58 and 2.4.171). */
function drawingsOf(workbook: Ole2Stream): Records {
  const stream = workbook.content();
  const parts: { start: number; at: number; data: Buffer }[] = [];
  let start = 0;
  let continues = false;
  for (let at = 0; at + 4 <= stream.length; ) {
    const [type, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    at += 4;
    continues = type === xlsRecord.drawings || (continues && type === xlsRecord.continued);
    if (continues) {
      parts.push({ start, at, data: stream.subarray(at, at + length) });
      start += length;
    }
    at += length;
  }
  const positions = workbook.positions();
  return {
    bytes: Buffer.concat(parts.map(({ data }) => data)),
    positions: (offset) => {
      const part = lastFrom(parts, offset);
      return part && positions(part.at + offset - part.start);
    },
  };
}

/** The last of ordered parts that starts at an offset or before it. */
function lastFrom<Part extends { start: number }>(parts: readonly Part[], offset: number): Part | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}
