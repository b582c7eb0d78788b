import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withoutDamagedPictures } from '../../../shared/conversion/libreoffice/edits/damagedPictures.ts';
import { isDamagedPng, pngSignature } from '../../../shared/conversion/libreoffice/edits/damagedPng.ts';
import { frame, odt } from '../linkedDocuments.ts';
import { toPdf } from '../sample.ts';
import { pngRecord, ppt } from '../toolbox/inventory/binaryDocuments.ts';
import { jobsOn } from '../toolbox.ts';

/** A chunk of a PNG. @param change added to its checksum */
function chunk(type: string, data: Buffer, change = 0): Buffer {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const content = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE((crc32(content) ^ change) >>> 0);
  return Buffer.concat([length, content, checksum]);
}
const png = (...chunks: Buffer[]) => Buffer.concat([pngSignature, ...chunks]);
/** 4 × 4 pixels of eight bits for each of red, green and blue. */
const header = chunk('IHDR', Buffer.from('00000004000000040802000000', 'hex'));
const pixels = deflateSync(Buffer.alloc(4 * (1 + 4 * 3)));
const end = chunk('IEND', Buffer.alloc(0));
const sound = png(header, chunk('IDAT', pixels), end);
const changed = png(header, chunk('IDAT', pixels, 1), end);
const gamma = Buffer.from('0000d904', 'hex');

describe('a PNG', () => {
  it.each([
    ['is sound', sound],
    [
      'has a wrong checksum in an optional chunk',
      png(header, chunk('gAMA', gamma, 1), chunk('IDAT', pixels), end),
    ],
    ['has more data than pixels', png(header, chunk('IDAT', deflateSync(Buffer.alloc(4000))), end)],
    [
      'has its data in two chunks',
      png(header, chunk('IDAT', pixels.subarray(0, 5)), chunk('IDAT', pixels.subarray(5)), end),
    ],
  ])('that %s is kept', (_what, bytes) => expect(isDamagedPng(bytes)).toBe(false));

  it.each([
    ['has a wrong checksum', changed],
    ['ends in a chunk', sound.subarray(0, -20)],
    ['has no end', png(header, chunk('IDAT', pixels))],
    ['has no header', png(chunk('IDAT', pixels), end)],
    [
      'has no palette',
      png(chunk('IHDR', Buffer.from('00000004000000040803000000', 'hex')), chunk('IDAT', pixels), end),
    ],
    ['has fewer data than pixels', png(header, chunk('IDAT', deflateSync(Buffer.alloc(20))), end)],
    [
      'has data that cannot be decompressed',
      png(header, chunk('IDAT', Buffer.from(pixels).fill(0xff, 8, 10)), end),
    ],
  ])('that %s is damaged', (_what, bytes) => expect(isDamagedPng(bytes)).toBe(true));
});

it('A document with a damaged picture is converted without it, and has a warning.', async () => {
  const body = `<text:p>Still here</text:p>${frame('<draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>')}`;
  const file = { name: 'a.odt', bytes: await odt(body, { 'Pictures/a.png': changed }) };
  const { files, warnings } = await jobsOn().convert([file], ...toPdf);
  expect(files).toHaveLength(1);
  expect(warnings).toEqual([{ code: 'object_not_drawn', detail: 'A damaged picture is not in the result.' }]);
});

it('Of a PPT, only the signatures of damaged pictures are changed.', async () => {
  const [kept, lost] = [pngRecord(1, sound), pngRecord(2, changed)];
  const unfinished = Buffer.from('106e1ef0', 'hex');
  const bytes = ppt([], [{}], Buffer.concat([kept, lost, kept, lost, unfinished]));
  const { bytes: edited, removed } = await withoutDamagedPictures(bytes);
  expect(removed).toBe(2);
  const withoutSignature = Buffer.from(lost);
  withoutSignature.fill(0, lost.indexOf(pngSignature), lost.indexOf(pngSignature) + pngSignature.length);
  const expected = Buffer.concat([kept, withoutSignature, kept, withoutSignature, unfinished]);
  expect(Buffer.from(edited).includes(expected)).toBe(true);
});
