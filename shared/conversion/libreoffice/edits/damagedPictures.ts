import { ConveyorError } from '../../../errors.ts';
import { isPackage } from '../../inputs/macros.ts';
import { isOle2 } from '../../inputs/ole2Streams.ts';
import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import { isDamagedPng, isPng, type Sound } from './damagedPng.ts';
import { withoutDamagedRecords } from './damagedRecords.ts';
import { withoutDamagedText } from './damagedText.ts';

/** Removes damaged PNG pictures from a document: they crash LibreOffice as WebAssembly, which cannot catch the error. */
export async function withoutDamagedPictures(bytes: Uint8Array): Promise<Sound> {
  try {
    if (isPackage(bytes)) return await withoutDamagedParts(bytes);
    return isOle2(bytes) ? withoutDamagedRecords(bytes) : withoutDamagedText(bytes);
  } catch (error) {
    // LibreOffice reads some damaged documents.
    if (error instanceof ConveyorError || error instanceof RangeError) return { bytes, removed: 0 };
    throw error;
  }
}

/** Bytes of a part that are read. */
const partBytes = 64 * 1024 ** 2;
/** Parts that are pictures by their names, or whose folders hold pictures: the content decides. */
const pictures = /\.png$|(?:^|\/)(?:media|Pictures|ObjectReplacements)\/[^/]*$/i;
/** A transparent PNG of one pixel. */
const transparent = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function withoutDamagedParts(bytes: Uint8Array): Promise<Sound> {
  const { parts } = await selectedParts(bytes, (name) => pictures.test(name), partBytes);
  const damaged = [...parts].flatMap(([path, part]) =>
    isPng(part) && part.length < partBytes && isDamagedPng(part) ? [path] : [],
  );
  if (damaged.length === 0) return { bytes, removed: 0 };
  const all = await allParts(bytes);
  for (const path of damaged) all.set(path, transparent);
  return { bytes: await zipParts(all), removed: damaged.length };
}
