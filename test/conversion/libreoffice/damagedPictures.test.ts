import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withoutDamagedPictures } from '../../../shared/conversion/libreoffice/edits/damagedPictures.ts';
import { isDamagedPng, pngSignature } from '../../../shared/conversion/libreoffice/edits/damagedPng.ts';
import { frame, odt } from '../linkedDocuments.ts';
import { toPdf } from '../sample.ts';
import { doc, pngRecord, ppt, xls } from '../toolbox/inventory/binaryDocuments.ts';
import { jobsOn } from '../toolbox.ts';
import { fodt } from './officeSamples.ts';

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

const text = '<text:p>Still here</text:p>';
const linked = (name: string) => frame(`<draw:image xlink:href="Pictures/${name}" xlink:type="simple"/>`);
const base64 = (bytes: Buffer) => bytes.toString('base64');
const inline = (bytes: Buffer) =>
  frame(`<draw:image><office:binary-data>\n  ${base64(bytes)}</office:binary-data></draw:image>`);

it.each([
  ['a.odt', () => odt(text + linked('a.png'), { 'Pictures/a.png': changed })],
  ['named.odt', () => odt(text + linked('a.jpg'), { 'Pictures/a.jpg': changed })],
  ['a.fodt', async () => fodt(text + inline(changed))],
] as const)(
  'A document with a damaged picture is converted without it, and has a warning: %s',
  async (name, make) => {
    const { files, warnings } = await jobsOn().convert([{ name, bytes: await make() }], ...toPdf);
    expect(files).toHaveLength(1);
    expect(warnings).toEqual([
      { code: 'object_not_drawn', detail: 'A damaged picture is not in the result.' },
    ]);
  },
);

it('Text that looks like a damaged picture stays as it is.', async () => {
  const bytes = Buffer.from(base64(changed));
  const { files, warnings } = await jobsOn().convert([{ name: 'a.txt', bytes }], {
    type: 'convert',
    to: 'html',
  });
  expect(Buffer.from(files[0]?.bytes ?? []).toString()).toContain(base64(changed));
  expect(warnings).toEqual([]);
});

/** A picture in an RTF, in lines as programs write them. */
const hex = (bytes: Buffer) =>
  `{\\rtf1{\\pict\\pngblip ${bytes.toString('hex').replace(/.{40}/g, '$&\r\n')}}}`;
const binary = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`{\\rtf1{\\pict\\pngblip\\bin${bytes.length} `), bytes, Buffer.from('}}')]);
/** A picture of an XLS, in two records that are divided in its signature. */
const divided = (bytes: Buffer): [number, Buffer][] => {
  const record = pngRecord(1, bytes);
  const at = record.indexOf(pngSignature) + 3;
  return [
    [0x00eb, record.subarray(0, at)],
    [0x003c, record.subarray(at)],
  ];
};

it.each<[what: string, make: (bytes: Buffer) => Buffer]>([
  ['an HTML', (bytes: Buffer) => Buffer.from(`<img src="data:image/png;base64,${base64(bytes)}">`)],
  ['an RTF', (bytes: Buffer) => Buffer.from(hex(bytes))],
  ['an RTF in capitals', (bytes: Buffer) => Buffer.from(hex(bytes).toUpperCase())],
  ['an RTF with bytes', binary],
  ['an XLS', (bytes: Buffer) => xls(divided(bytes))],
  ['a DOC', (bytes: Buffer) => doc('Text', pngRecord(1, bytes))],
])('Of %s, only the signatures of damaged pictures are changed.', async (_what, make) => {
  const kept = make(sound);
  expect(await withoutDamagedPictures(kept)).toEqual({ bytes: kept, removed: 0 });
  const given = make(changed);
  const { bytes, removed } = await withoutDamagedPictures(given);
  expect(removed).toBe(1);
  const overwritten = given.filter((byte, at) => byte !== bytes[at]).length;
  expect(overwritten).toBeGreaterThan(0);
  expect(overwritten).toBeLessThanOrEqual(2 * pngSignature.length);
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
