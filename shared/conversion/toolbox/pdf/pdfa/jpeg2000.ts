import type { PDFRawStream } from '@cantoo/pdf-lib';
import type { Check } from './check.ts';
import { notPossible } from './notPossible.ts';
import { filtersOf } from './objects.ts';

/** Colour spaces of JPEG 2000 by their number (ISO 15444-1, table I.10): those that a profile isn't needed for. */
const plainSpaces = [16, 17, 18];

/**
 * Checks a picture in JPEG 2000 (ISO 19005-2, 6.2.8.3).
 * @param described whether the dictionary of the picture names a colour space, which counts then
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkJpeg2000({ dict, contents }: PDFRawStream, described: boolean, check: Check): void {
  const unclear = notPossible('it has a picture in JPEG 2000 of a kind that can’t be checked');
  if (filtersOf(dict).length !== 1) throw unclear;
  const bytes = Buffer.from(contents);
  const header = boxesOf(bytes).find(({ type }) => type === 'jp2h');
  if (!header) throw unclear;
  const boxes = boxesOf(header.data);
  const size = boxes.find(({ type }) => type === 'ihdr')?.data;
  const colours = boxes.filter(({ type }) => type === 'colr');
  if (!size || size.length < 14 || boxes.some(({ type }) => type === 'bpcc')) throw unclear;
  const [channels, bits] = [size.readUInt16BE(8), size.readUInt8(10)];
  if (![1, 3, 4].includes(channels) || (bits & 0x7f) > 37) throw unclear;
  if (described) return;
  const [only] = colours;
  if (!only || colours.length > 1 || only.data.length < 7 || only.data[0] !== 1) throw unclear;
  if (!plainSpaces.includes(only.data.readUInt32BE(3)) || check.device !== 'DeviceRGB') throw unclear;
}

function boxesOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const boxes: { type: string; data: Buffer }[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    // A size of 1 is followed by one of 64 bits, which no picture in a PDF needs.
    if (size < 8 || at + size > bytes.length) break;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}
