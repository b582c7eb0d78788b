import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { decodeBmp } from '../../../shared/conversion/toolbox/pictures/decodeBmp.ts';
import { bitmap, palette } from '../bitmaps.ts';
import { jobsOn } from '../toolbox.ts';

const { one } = jobsOn();
const [red, green, transparent] = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [255, 0, 0, 128],
] as const;

/** Pixels of a bitmap of two columns and two rows: red and green, then green and red. */
const pixels = [...red, ...green, ...green, ...red];
const data = (bytes: Buffer) => [...decodeBmp(bytes, 100).data];

describe('a bitmap', () => {
  it.each([
    ['24 bits', bitmap(24, ['00ff000000ff', '0000ff00ff00'])],
    ['24 bits from top to bottom', bitmap(24, ['0000ff00ff00', '00ff000000ff'], { height: -2 })],
    ['32 bits with an empty fourth byte', bitmap(32, ['00ff00000000ff00', '0000ff0000ff0000'])],
    ['16 bits', bitmap(16, ['e003007c', '007ce003'])],
    [
      '16 bits and masks',
      bitmap(16, ['e00700f8', '00f8e007'], { compression: 3, masks: [0xf800, 0x7e0, 0x1f] }),
    ],
    ['8 bits', bitmap(8, ['0201', '0102'], { palette })],
    ['4 bits', bitmap(4, ['21', '12'], { palette })],
    ['1 bit', bitmap(1, ['80', '40'], { palette: palette.slice(1) })],
    [
      'run-length encoded 8 bits',
      bitmap(8, ['01020101', '0000', '0101', '01020001'], { palette, compression: 1 }),
    ],
    ['run-length encoded 4 bits', bitmap(4, ['0221', '0000', '0212', '0001'], { palette, compression: 2 })],
    [
      'single run-length encoded pixels',
      bitmap(8, ['0004', '01020201', '0001'], { palette, compression: 1, width: 4, height: 1 }),
    ],
  ])('with %s is decoded', (_what, bytes) => {
    expect(data(Buffer.from(bytes))).toEqual(pixels);
  });

  it('keeps its opacity', () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const bytes = bitmap(32, ['0000ff800000ff80', '0000ff800000ff80'], { compression: 3, masks });
    expect(data(bytes)).toEqual([transparent, transparent, transparent, transparent].flat());
  });

  it.each([
    ['is truncated', bitmap(24, ['00']), 'corrupt_file'],
    ['has an unknown compression', bitmap(24, ['00'], { compression: 4 }), 'corrupt_file'],
    ['has too many pixels', bitmap(24, [], { width: 100_000, height: 100_000 }), 'too_many_pixels'],
  ])('that %s is refused', (_what, bytes, code) => {
    expect(() => decodeBmp(bytes, 100)).toThrow(expect.objectContaining({ code }));
  });

  it('becomes other images and a PDF', async () => {
    const file = { name: 'a.bmp', bytes: bitmap(24, ['00ff000000ff', '0000ff00ff00']) };
    await checkInput(file);
    const { bytes } = await one(file, { type: 'convert', to: 'png' });
    expect([...(await sharp(bytes).ensureAlpha().raw().toBuffer())]).toEqual(pixels);
    expect((await one(file, { type: 'convert', to: 'pdf' })).contentType).toBe('application/pdf');
    expect((await one(file, { type: 'thumbnail' })).contentType).toBe('image/png');
  });
});
