import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { pdfOf } from '../pdfs.ts';
import { hugeImage, picture } from '../pictures.ts';
import { toolboxOnly } from '../toolbox.ts';
import * as bad from './badPdfs.ts';

// Two toolboxes: while one fails at a document, the other runs a second job.
const { converter, convert, one, run } = toolboxOnly({ toolboxes: 2, secondsPerConversion: 16 });
beforeAll(() => converter.warm());
afterAll(() => converter.close());
// An endless document keeps a core busy until its time limit.
const strict = toolboxOnly({ toolboxes: 2, secondsPerConversion: 4 });
afterAll(() => strict.converter.close());

const good = await pdfOf(['fine']);
const named = (bytes: Uint8Array, name = 'bad.pdf'): NamedFile => ({ name, bytes });

/** Runs a job, and checks that a job at the same time succeeds. */
async function withOtherJob<T>(job: Promise<T>, by = one): Promise<T> {
  const settled = job.catch(() => undefined);
  const other = await by(good, { type: 'text' });
  expect(Buffer.from(other.bytes).toString()).toBe('fine');
  await settled;
  return job;
}

const images = { type: 'images', dpi: 36 };
const truncated = good.bytes.subarray(0, good.bytes.byteLength / 2);

/** An endless document reaches the limit of memory, time or the stack first; none of these errors is retryable. */
const endless = /^(too_large_inside|timed_out|cannot_be_processed)$/;

describe.each<[string, () => NamedFile, object, string | RegExp]>([
  ['a stream that decompresses to gigabytes', () => named(bad.bomb(4 * 2 ** 30)), images, endless],
  ['a form that draws itself', () => named(bad.loopingDrawing()), images, endless],
  ['a page tree with a loop', () => named(bad.loopingPages()), images, 'corrupt_file'],
  ['a page tree with a loop', () => named(bad.loopingPages()), { type: 'text' }, 'corrupt_file'],
  [
    'a page tree with a loop',
    () => named(bad.loopingPages()),
    { type: 'watermark', text: 'x' },
    'corrupt_file',
  ],
  ['a wrong page count', () => named(bad.lyingCount(9)), images, 'corrupt_file'],
  ['a page count of a million', () => named(bad.lyingCount(1_000_000)), { type: 'text' }, 'too_many_pages'],
  ['an enormous page', () => named(bad.boxed('0 0 1000000000 1000000000')), images, 'too_many_pixels'],
  [
    'a large page at a high resolution',
    () => named(bad.boxed('0 0 14400 14400')),
    { type: 'images', dpi: 1200 },
    'too_many_pixels',
  ],
  ['text', () => named(Buffer.from('just text')), { type: 'text' }, 'corrupt_file'],
  ['an empty file', () => named(Buffer.alloc(0)), { type: 'text' }, 'corrupt_file'],
  ['half a PDF', () => named(truncated), { type: 'rotate', angle: 90 }, 'corrupt_file'],
])('%s', (_what, file, step, code) => {
  it(`fails ${JSON.stringify(step)} with ${code}, and no other job`, async () => {
    const by = code === endless ? strict.one : one;
    const refused = expect(withOtherJob(by(file(), step), by)).rejects;
    const expected = typeof code === 'string' ? code : expect.stringMatching(code);
    await refused.toMatchObject({ name: 'ConveyorError', code: expected, retryable: false });
  });
});

describe('a damaged page', () => {
  it.each<[string, Uint8Array]>([
    ['deeply nested arrays', bad.deepLists()],
    ['a page without a size', bad.boxed('0 0 0 0')],
    ['a page with an invalid size', bad.boxed('0 0 -5 nan')],
    ['an image of gigapixels', bad.hugePicture(30_000)],
    ...[1, 2, 3, 4, 5].map(
      (seed) => [`a font of random bytes ${seed}`, bad.brokenFont(seed)] as [string, Uint8Array],
    ),
  ])('with %s is rendered or refused', async (_what, bytes) => {
    const drawn = await withOtherJob(one(named(bytes), images)).catch((error) => error.code);
    expect(typeof drawn === 'object' ? drawn.name : drawn).toMatch(
      /^(bad\.png|corrupt_file|too_large_inside)$/,
    );
  });

  it.each(['rotate', 'flatten', 'compress', 'watermark', 'split'])('is kept by the step %s', async (type) => {
    const options: Record<string, object> = {
      rotate: { angle: 180 },
      watermark: { text: 'x' },
      split: { splitMode: 'intervals', splitSpan: '1' },
    };
    const { files, usage } = await convert([named(bad.deepLists())], { type, ...options[type] });
    expect([files.length, usage.pages]).toEqual([1, 1]);
  });
});

describe('a page whose forms draw each other exponentially often', () => {
  it.each(['text', 'images', 'thumbnail'])(
    'is refused by the step %s, and its toolbox goes on',
    async (type) => {
      const pids = () => converter.engines().map(({ pid }) => pid);
      await one(await pdfOf(['before']), { type });
      const before = pids();
      for (const levels of [34, 60])
        await expect(one(named(bad.nestedForms(levels)), { type })).rejects.toMatchObject({
          code: 'too_large_inside',
          retryable: false,
        });
      await one(await pdfOf(['after']), { type });
      expect(pids()).toEqual(before);
    },
  );
});

describe('a limit', () => {
  const small = toolboxOnly({ limits: { pages: 3, files: 2, pixels: 10_000 } });
  afterAll(() => small.converter.close());

  it('of pages', async () => {
    const four = await pdfOf(['1', '2', '3', '4']);
    await expect(small.one(four, { type: 'text' })).rejects.toMatchObject({ code: 'too_many_pages' });
    const two = await pdfOf(['1', '2']);
    await expect(small.run([two, { ...two, name: 'b.pdf' }], { type: 'merge' })).rejects.toMatchObject({
      code: 'too_many_pages',
    });
  });

  it.each([
    { type: 'split', splitMode: 'intervals', splitSpan: '1' },
    { type: 'images', dpi: 18 },
  ])('of result files: %j', async (step) => {
    const three = await pdfOf(['1', '2', '3']);
    await expect(small.run([three], step)).rejects.toMatchObject({ code: 'too_many_files' });
  });

  it.each([[{ type: 'convert', to: 'webp' }], [{ type: 'convert', to: 'pdf' }], [{ type: 'thumbnail' }]])(
    'of pixels: %j',
    async (step) => {
      const file = await picture('png', 200, 100);
      await expect(small.one(file, step)).rejects.toMatchObject({ code: 'too_many_pixels' });
    },
  );
});

describe('an image', () => {
  it.each(['png', 'gif'])('is refused as %s if a few kB decode to gigapixels', async (format) => {
    const file = hugeImage(format as 'png');
    expect(file.bytes.byteLength).toBeLessThan(100_000);
    await expect(withOtherJob(one(file, { type: 'convert', to: 'webp' }))).rejects.toMatchObject({
      code: 'too_many_pixels',
      retryable: false,
    });
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'])(
    'is refused if half of a %s is missing',
    async (format) => {
      const file = await picture(format, 200, 100);
      const half = { ...file, bytes: file.bytes.subarray(0, file.bytes.byteLength / 2) };
      await expect(one(half, { type: 'convert', to: 'pdf' })).rejects.toMatchObject({ code: 'corrupt_file' });
    },
  );

  it('with other content is refused by the input checks and by the toolbox', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>');
    await expect(checkInput(named(svg, 'a.png'))).rejects.toMatchObject({ code: 'type_mismatch' });
    await expect(one(named(svg, 'a.png'), { type: 'thumbnail' })).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });

  it('named .pdf with text content is refused by the input checks', async () => {
    await expect(checkInput(named(Buffer.from('text')))).rejects.toMatchObject({ code: 'type_mismatch' });
  });

  it('that is refused does not end a toolbox', async () => {
    const pids = () => converter.engines().map(({ pid }) => pid);
    const before = pids();
    for (const code of ['corrupt_file', 'corrupt_file'])
      await expect(run([named(Buffer.from('x'))], { type: 'text' })).rejects.toMatchObject({ code });
    expect(pids()).toEqual(before);
  });
});
