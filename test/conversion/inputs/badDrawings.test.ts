import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';

// Two browsers: while one fails at a drawing, the other runs a second job.
const converter = createConverter({
  engines: 0,
  browsers: 2,
  toolboxes: 1,
  secondsPerConversion: 4,
  log: () => undefined,
});
beforeAll(() => converter.warm());
afterAll(() => converter.close());

const toPdf = { type: 'convert', to: 'pdf' };
const toPicture = { type: 'screenshot' };

async function run(name: string, text: string, step: object): Promise<Uint8Array> {
  const files = [{ name, bytes: Buffer.from(text) }];
  const result = await converter.convert({ files, steps: stepsSchema.parse([step]), signal: never });
  return result.files[0]?.bytes ?? new Uint8Array();
}

/** Runs a job, and checks that a job at the same time and one afterwards succeed. */
async function withOtherJobs<T>(job: Promise<T>): Promise<T> {
  const settled = job.catch(() => undefined);
  const text = async () => (await readPdf(await run('fine.html', 'fine', toPdf))).text;
  expect(await text()).toBe('fine');
  await settled;
  expect(await text()).toBe('fine');
  return job;
}

const svg = (body: string, size = 'width="200" height="100"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`;

/** A drawing of a few kB in which each level uses the one below several times. */
function nestedDrawing(levels: number, times: number): string {
  const groups = Array.from(
    { length: levels },
    (_, level) => `<g id="g${level + 1}">${`<use href="#g${level}" x="1"/>`.repeat(times)}</g>`,
  );
  return svg(`<defs><rect id="g0" width="9" height="9"/>${groups.join('')}</defs><use href="#g${levels}"/>`);
}

describe('a drawing of ten thousand million parts', () => {
  it.each([
    ['a.svg', toPdf],
    ['a.html', toPicture],
  ])('as %s fails %j permanently, and no other job', async (name, step) => {
    const bomb = nestedDrawing(10, 10);
    expect(bomb.length).toBeLessThan(4000);
    await expect(withOtherJobs(run(name, bomb, step))).rejects.toMatchObject({
      name: 'ConveyorError',
      // The limit that it reaches first.
      code: expect.stringMatching(/^(timed_out|too_large_inside|cannot_be_processed)$/),
      retryable: false,
    });
  });
});

describe('a drawing that refers to itself', () => {
  const text = '<text y="50">Still here</text>';
  it.each([
    ['directly', svg(`<g id="a"><use href="#a"/>${text}</g>`)],
    ['through another element', svg(`<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>${text}`)],
    [
      'as a pattern',
      svg(
        `<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="99" height="99" fill="url(#p)"/>${text}`,
      ),
    ],
  ])('%s is drawn without the reference', async (_how, drawing) => {
    for (const name of ['a.svg', 'a.html'])
      expect((await readPdf(await withOtherJobs(run(name, drawing, toPdf)))).text).toBe('Still here');
    expect((await run('a.svg', drawing, toPicture)).byteLength).toBeGreaterThan(100);
  });
});

describe('a drawing of gigantic size', () => {
  it.each([
    ['width="1000000000" height="1000000000"'],
    ['width="1000000000" height="9"'],
    ['width="9" height="1000000000"'],
    ['width="1e30cm" height="1e30cm"'],
  ])('%s makes one page, and is refused as an image', async (size) => {
    const drawing = svg('<text y="9">Still here</text>', size);
    expect((await readPdf(await withOtherJobs(run('a.svg', drawing, toPdf)))).pages).toBe(1);
    await expect(withOtherJobs(run('a.svg', drawing, toPicture))).rejects.toMatchObject({
      code: 'too_many_pixels',
      retryable: false,
    });
  });

  it('within a page is refused as PDF and as an image', async () => {
    const drawing = svg('', 'width="9" height="1000000000"');
    const refused = (step: object) => expect(withOtherJobs(run('a.html', drawing, step))).rejects;
    await refused(toPdf).toMatchObject({ code: 'too_many_pages', retryable: false });
    await refused(toPicture).toMatchObject({ code: 'too_many_pixels', retryable: false });
  });
});
