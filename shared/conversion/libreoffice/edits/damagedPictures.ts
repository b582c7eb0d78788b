import { ConveyorError } from '../../../errors.ts';
import { isOle2, ole2Streams } from '../../inputs/ole2Streams.ts';
import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import { isDamagedPng, pngSignature } from './damagedPng.ts';

/** A document without the pictures that LibreOffice cannot read. */
interface Sound {
  bytes: Uint8Array;
  /** The number of removed pictures. */
  removed: number;
}

/** Removes damaged PNG pictures from a package, a DOC or a PPT: they crash LibreOffice as WebAssembly, which cannot catch the error. */
export async function withoutDamagedPictures(bytes: Uint8Array): Promise<Sound> {
  try {
    return isOle2(bytes) ? withoutDamagedRecords(bytes) : await withoutDamagedParts(bytes);
  } catch (error) {
    // LibreOffice reads some damaged documents.
    if (error instanceof ConveyorError) return { bytes, removed: 0 };
    throw error;
  }
}

/** Bytes of a part that are read. */
const partBytes = 64 * 1024 ** 2;
/** A transparent PNG of one pixel. */
const transparent = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function withoutDamagedParts(bytes: Uint8Array): Promise<Sound> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { bytes, removed: 0 };
  const { parts } = await selectedParts(bytes, (name) => /\.png$/i.test(name), partBytes);
  const damaged = [...parts].flatMap(([path, part]) =>
    isPng(part) && part.length < partBytes && isDamagedPng(part) ? [path] : [],
  );
  if (damaged.length === 0) return { bytes, removed: 0 };
  const all = await allParts(bytes);
  for (const path of damaged) all.set(path, transparent);
  return { bytes: await zipParts(all), removed: damaged.length };
}

const isPng = (part: Buffer) => part.subarray(0, pngSignature.length).equals(pngSignature);

/** The streams of a DOC and a PPT that contain pictures. */
const pictureStreams = ['pictures', 'data', 'worddocument'] as const;
/** The record of a PNG with one or two identifiers: its header without the length, and the bytes before the PNG ([MS-ODRAW] 2.2.28). */
const records: readonly [header: Buffer, before: number][] = [
  [Buffer.from('006e1ef0', 'hex'), 8 + 16 + 1],
  [Buffer.from('106e1ef0', 'hex'), 8 + 32 + 1],
];

/** Changes the signatures of damaged pictures, so that LibreOffice does not read them. One that is in two sectors stays. */
function withoutDamagedRecords(bytes: Uint8Array): Sound {
  const streams = ole2Streams(bytes);
  const file = Buffer.from(bytes);
  let removed = 0;
  let last = 0;
  for (const name of pictureStreams) {
    const stream = streams.get(name)?.content() ?? Buffer.alloc(0);
    for (const [header, before] of records)
      for (let at = stream.indexOf(header); at >= 0; ) {
        const png = at + before;
        const end = png < stream.length ? at + 8 + stream.readUInt32LE(at + 4) : stream.length;
        const signature = png + pngSignature.length;
        if (isPng(stream.subarray(png)) && isDamagedPng(stream.subarray(png, end))) {
          const record = stream.subarray(at, signature);
          // The records of a stream are usually in the same order in the file: a search from its start for each takes quadratic time.
          const next = file.indexOf(record, last);
          const found = next >= 0 ? next : file.indexOf(record);
          if (found >= 0) {
            last = found;
            file.fill(0, found + before, found + before + pngSignature.length);
            removed++;
          }
        }
        at = stream.indexOf(header, Math.max(end, signature));
      }
  }
  return { bytes: removed > 0 ? file : bytes, removed };
}
