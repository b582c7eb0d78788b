import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';

// Two browsers: while one breaks down at a drawing, the other serves its neighbour.
const converter = createConverter({
  engines: 0,
  browsers: 2,
  toolboxes: 1,
  secondsPerConversion: 6,
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

/** Whatever becomes of a job, one beside it goes well, and so does the next. */
async function withNeighbours<T>(job: Promise<T>): Promise<T> {
  const settled = job.catch(() => undefined);
  const text = async () => (await readPdf(await run('fine.html', 'fine', toPdf))).text;
  expect(await text()).toBe('fine');
  await settled;
  expect(await text()).toBe('fine');
  return job;
}

const svg = (body: string, size = 'width="200" height="100"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`;

/** A drawing of a few kB in which each level shows the one below so many times. */
function unfolding(levels: number, times: number): string {
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
  ])('as %s ends %j for good, and no other job', async (name, step) => {
    const bomb = unfolding(10, 10);
    expect(bomb.length).toBeLessThan(4000);
    await expect(withNeighbours(run(name, bomb, step))).rejects.toMatchObject({
      name: 'ConveyorError',
      // Whichever limit it meets first.
      code: expect.stringMatching(/^(timed_out|too_large_inside|cannot_be_processed)$/),
      retryable: false,
    });
  });
});

describe('a drawing that shows itself', () => {
  const text = '<text y="50">Still here</text>';
  it.each([
    ['at once', svg(`<g id="a"><use href="#a"/>${text}</g>`)],
    ['by way of another', svg(`<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>${text}`)],
    [
      'as a pattern',
      svg(
        `<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="99" height="99" fill="url(#p)"/>${text}`,
      ),
    ],
  ])('%s is drawn without that', async (_how, drawing) => {
    for (const name of ['a.svg', 'a.html'])
      expect((await readPdf(await withNeighbours(run(name, drawing, toPdf)))).text).toBe('Still here');
    expect((await run('a.svg', drawing, toPicture)).byteLength).toBeGreaterThan(100);
  });
});

describe('a drawing of gigantic size', () => {
  it.each([
    ['width="1000000000" height="1000000000"'],
    ['width="1000000000" height="9"'],
    ['width="9" height="1000000000"'],
    ['width="1e30cm" height="1e30cm"'],
  ])('%s is one page, and no picture', async (size) => {
    const drawing = svg('<text y="9">Still here</text>', size);
    expect((await readPdf(await withNeighbours(run('a.svg', drawing, toPdf)))).pages).toBe(1);
    await expect(withNeighbours(run('a.svg', drawing, toPicture))).rejects.toMatchObject({
      code: 'too_many_pixels',
      retryable: false,
    });
  });

  it('within a page is too many pages, and no picture', async () => {
    const drawing = svg('', 'width="9" height="1000000000"');
    const refused = (step: object) => expect(withNeighbours(run('a.html', drawing, step))).rejects;
    await refused(toPdf).toMatchObject({ code: 'too_many_pages', retryable: false });
    await refused(toPicture).toMatchObject({ code: 'too_many_pixels', retryable: false });
  });
});
