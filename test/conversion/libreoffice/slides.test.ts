import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { defaultConversionLimits } from '../../../shared/conversion/limits.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { changed } from '../linkedDocuments.ts';
import { type Parts, pptx } from '../ooxml.ts';
import { decodeImage, renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, sample } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { officeSample } from './officeSamples.ts';

const quiet = { engines: 1, log: () => undefined };
const run = (files: NamedFile[], ...steps: object[]) =>
  sharedConverter.convert({ files, steps: stepsSchema.parse(steps), signal: never });

/** Slides as HTML. */
async function pageOf(file: NamedFile, options: object = {}): Promise<string> {
  const { files } = await run([file], { type: 'convert', to: 'html', ...options });
  expect(files).toHaveLength(1);
  return Buffer.from(files[0]?.bytes ?? []).toString('utf8');
}
const named = (html: string): NamedFile => ({ name: 'page.html', bytes: Buffer.from(html) });
const pictures = (html: string) =>
  [...html.matchAll(/<img src="data:image\/webp;base64,([^"]*)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64'),
  );
const alternatives = (html: string) => [...html.matchAll(/ alt="([^"]*)"/g)].map(([, alt]) => alt);
const lines = (html: string) =>
  [...html.matchAll(/<\/summary><p>([^<]*)<\/p>/g)].map(([, text = '']) => text.split('\n'));

const bad = `<script>alert(1)</script><img src=x onerror="alert('2')"> & &lt;`;
const xmlOf = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const htmlOf = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');

/** A PPTX with a document title. */
async function titled(bytes: Uint8Array, title: string): Promise<NamedFile> {
  const before = (parts: Map<string, Buffer>, path: string, end: string, added: string): Parts => ({
    [path]: parts.get(path)?.toString().replace(end, `${added}${end}`) ?? '',
  });
  const type = 'package.core-properties+xml';
  const relation = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
  const withTitle = await changed(bytes, (parts) => ({
    'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlOf(title)}</dc:title></cp:coreProperties>`,
    ...before(
      parts,
      '[Content_Types].xml',
      '</Types>',
      `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-${type}"/>`,
    ),
    ...before(
      parts,
      '_rels/.rels',
      '</Relationships>',
      `<Relationship Id="rId9" Type="${relation}" Target="docProps/core.xml"/>`,
    ),
  }));
  return { name: 'titled.pptx', bytes: withTitle };
}

describe.each(['pptx', 'ppsx', 'ppt', 'odp'] as const)('%s as HTML', (format) => {
  it('shows each slide and its text', async () => {
    const html = await pageOf(await officeSample(format));
    expect(html).toMatch(/^<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">/);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<title>slides</title>');
    expect([...html.matchAll(/<section id="(.*?)"/g)].map(([, id]) => id)).toEqual(['slide-1', 'slide-2']);
    expect(lines(html)).toEqual([
      ['Harbour Books', 'What we sold in spring', 'And what we learned from it'],
      ['Next summer', 'A shelf for maps', 'Longer evenings', 'One more pair of hands'],
    ]);
    expect(alternatives(html)).toEqual(lines(html).map((each) => each.join(' ')));
    const rasters = await Promise.all(pictures(html).map(decodeImage));
    expect(rasters).toHaveLength(2);
    for (const each of rasters) {
      expect(each.width).toBe(1280);
      expect(each.height).toBe(720);
      expect(each.hasInk(0, 0, 1280, 360)).toBe(true);
    }
  });

  it('is self-contained, and its policy blocks scripts and loads', async () => {
    const html = await pageOf(await officeSample(format));
    const policy = `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`;
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" ${policy}>`);
    const plain = html.replace(/"data:image\/webp;base64,[\w+/=]*"/g, '""');
    expect(plain).not.toMatch(/\/\/|url\(|@import|<(script|link|iframe|object|a|form|base)\b|\bon\w+=|href/i);
    expect([...plain.matchAll(/\bsrc="([^"]*)"/g)].map(([, src]) => src)).toEqual(['', '']);
  });
});

describe('slides as HTML', () => {
  it('count one page for each slide of all documents', async () => {
    const files = [await officeSample('pptx'), { ...(await officeSample('odp')), name: 'more.odp' }];
    const one = await run(files.slice(0, 1), { type: 'convert', to: 'html' });
    expect(one.usage).toMatchObject({ documents: 1, pages: 2 });
    const both = await run(files, { type: 'convert', to: 'html' });
    expect(both.usage).toMatchObject({ documents: 2, pages: 4 });
    expect(both.files.map(({ name }) => name)).toEqual(['slides.html', 'more.html']);
    // A screenshot of the page counts the same number.
    const screenshot = await run(files.slice(0, 1), { type: 'convert', to: 'html' }, { type: 'screenshot' });
    expect(screenshot.usage.pages).toBe(2);
  });

  it('escape hostile text', async () => {
    const bytes = await pptx([{ title: 'Fine', lines: [xmlOf(bad)] }]);
    const html = await pageOf(await titled(bytes, `</title>${bad}`));
    expect(lines(html)).toEqual([['Fine', htmlOf(bad)]]);
    expect(alternatives(html)).toEqual([`Fine ${htmlOf(bad)}`]);
    expect(html).toContain(`<title>${htmlOf(`</title>${bad}`)}</title>`);
    expect(html).not.toMatch(/<script|<img src=x/);
    const [printed] = (await run([named(html)], { type: 'convert', to: 'pdf' })).files;
    const { text } = await readPdf(printed?.bytes ?? new Uint8Array());
    expect(text).toContain('<script>alert(1)</script>');
  });

  it('use the file name as the title if the document has none', async () => {
    const bytes = await pptx([{ title: 'a', lines: [] }]);
    const html = await pageOf({ name: 'Plans & "more".pptx', bytes });
    expect(html).toContain('<title>Plans &amp; &#34;more&#34;</title>');
  });

  it('describe a slide without text by its number', async () => {
    const slides = [
      { title: 'a', lines: [] },
      { title: '', lines: [] },
    ];
    const html = await pageOf({ name: 'a.pptx', bytes: await pptx(slides) });
    expect(alternatives(html)).toEqual(['a', '2 / 2']);
    expect(html.match(/<details>/g)).toHaveLength(1);
  });

  it('are displayed by a browser as they were rendered', async () => {
    const html = await pageOf(await sample('slides.pptx'));
    const shot = async (page: string, scheme: string) => {
      const emulatedMediaFeatures = [{ name: 'prefers-color-scheme', value: scheme }];
      const { files } = await run([named(page)], { type: 'screenshot', width: 800, emulatedMediaFeatures });
      return files[0]?.bytes ?? new Uint8Array();
    };
    const light = await decodeImage(await shot(html, 'light'));
    const dark = await decodeImage(await shot(html, 'dark'));
    expect([light.at(2, 2), dark.at(2, 2)]).toEqual(['#f3f4f6', '#16181d']);
    // The colour scheme must not change the slide, scaled as in the browser.
    const drawn = await sharp(pictures(html)[0]).resize(766, 430).removeAlpha().raw().toBuffer();
    for (const scheme of ['light', 'dark']) {
      const raster = sharp(await shot(html, scheme)).extract({
        left: 17,
        top: await topOf(html),
        width: 766,
        height: 430,
      });
      const pixels = await raster.removeAlpha().raw().toBuffer();
      const difference = pixels.reduce((sum, each, at) => sum + Math.abs(each - (drawn[at] ?? 0)), 0);
      expect(difference / pixels.length).toBeLessThan(2);
    }
  });

  it('are printed with their text, which is collapsed on the screen', async () => {
    const { files } = await run(
      [await sample('slides.pptx')],
      { type: 'convert', to: 'html' },
      { type: 'convert', to: 'pdf' },
    );
    const pdf = files[0]?.bytes ?? new Uint8Array();
    const { text } = await readPdf(pdf);
    for (const each of ['What we sold in spring', 'A shelf for maps', '1 / 2', '2 / 2'])
      expect(text).toContain(each);
    expect((await PDFDocument.load(pdf)).getTitle()).toBe('slides');
    const raster = await renderPage(pdf);
    expect(raster.hasInk(60, 90, 200, 100)).toBe(true);
  });

  it('contain only the slides of a page range', async () => {
    const file = await officeSample('pptx');
    expect(lines(await pageOf(file, { nativePageRanges: '2' })).map(([first]) => first)).toEqual([
      'Next summer',
    ]);
    const none = run([file], { type: 'convert', to: 'html', nativePageRanges: '7' });
    await expect(none).rejects.toMatchObject({ code: 'invalid_parameter' });
  });

  it.each([{ dpi: 100 }, { separator: '' }, { width: 100 }, { marginTop: 0 }])('refuse %j', (options) => {
    const steps = stepsSchema.parse([{ type: 'convert', to: 'html', ...options }]);
    expect(() => planSteps(['a.pptx'], steps)).toThrow(
      expect.objectContaining({ code: 'invalid_parameter' }),
    );
  });
});

describe('limits of pages and pixels', () => {
  const limits = { ...defaultConversionLimits, pages: 1, pixels: 1000 };
  const small = createConverter({ ...quiet, browsers: 0, limits });
  afterAll(() => small.close());
  const code = async (slides: number, to: string) => {
    const bytes = await pptx(Array.from({ length: slides }, (_, i) => ({ title: `${i}`, lines: [] })));
    const steps = stepsSchema.parse([{ type: 'convert', to }]);
    const made = small.convert({ files: [{ name: 'a.pptx', bytes }], steps, signal: never });
    return made.then(
      () => 'none',
      (error) => error.code,
    );
  };

  it.each(['html', 'png', 'txt'])('apply to slides that are converted to %s', async (to) => {
    expect(await code(2, to)).toBe('too_many_pages');
    expect(await code(1, to)).toBe(to === 'txt' ? 'none' : 'too_many_pixels');
  });
});

/** Top of the first slide in a window of 800 pixels. It depends on the heading's font. */
async function topOf(html: string): Promise<number> {
  const { files } = await run([named(html)], { type: 'screenshot', width: 800 });
  const raster = await decodeImage(files[0]?.bytes ?? new Uint8Array());
  let top = 0;
  while (top < raster.height && raster.at(400, top) !== '#ffffff') top++;
  expect(top).toBeLessThan(raster.height);
  return top;
}
