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
