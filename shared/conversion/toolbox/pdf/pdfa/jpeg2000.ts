import type { PDFRawStream } from '@cantoo/pdf-lib';
import type { Check } from './check.ts';
import { notPossible } from './notPossible.ts';
import { filtersOf } from './objects.ts';

/** Enumerated colour spaces that need no profile (ISO 15444-1, table I.10). */
const plainSpaces = [16, 17, 18];

/**
 * Checks a JPEG 2000 image (ISO 19005-2, 6.2.8.3).
 * @param described whether the image's dictionary has a colour space, which overrides that of the data
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkJpeg2000({ dict, contents }: PDFRawStream, described: boolean, check: Check): void {
  const notCheckable = notPossible('it has a JPEG 2000 image that cannot be checked');
  if (filtersOf(dict).length !== 1) throw notCheckable;
  const bytes = Buffer.from(contents);
  const header = boxesOf(bytes).find(({ type }) => type === 'jp2h');
  if (!header) throw notCheckable;
  const boxes = boxesOf(header.data);
  const size = boxes.find(({ type }) => type === 'ihdr')?.data;
  const colours = boxes.filter(({ type }) => type === 'colr');
  if (!size || size.length < 14 || boxes.some(({ type }) => type === 'bpcc')) throw notCheckable;
  const [channels, bits] = [size.readUInt16BE(8), size.readUInt8(10)];
  if (![1, 3, 4].includes(channels) || (bits & 0x7f) > 37) throw notCheckable;
  if (described) return;
  const [colour] = colours;
  if (!colour || colours.length > 1 || colour.data.length < 7 || colour.data[0] !== 1) throw notCheckable;
  if (!plainSpaces.includes(colour.data.readUInt32BE(3)) || check.device !== 'DeviceRGB') throw notCheckable;
}

function boxesOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const boxes: { type: string; data: Buffer }[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    // A size of 1 means that a 64-bit size follows, which no image in a PDF needs.
    if (size < 8 || at + size > bytes.length) break;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}
