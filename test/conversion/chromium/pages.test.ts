import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Converter, createConverter } from '../../../shared/conversion/converter.ts';
import type { Step } from '../../../shared/conversion/steps/steps.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { decodeImage, renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, until } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';

const ownFont = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/gelasio/400Regular/Gelasio_400Regular.ttf'),
);
const quiet = { engines: 0, toolboxes: 1, log: () => undefined };

type Files = Record<string, string | Uint8Array>;

/** Runs one step on files. @returns the first result */
async function run(
  files: Files,
  step: object,
  by: Pick<Converter, 'convert'> = sharedConverter,
): Promise<Uint8Array> {
  const [parsed] = stepsSchema.parse([step]) as [Step];
  const inputs = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: Buffer.from(bytes as string),
  }));
  const { files: results } = await by.convert({ files: inputs, steps: [parsed], signal: never });
  return results[0]?.bytes ?? new Uint8Array();
}
const print = (html: string, options = {}, more: Files = {}) =>
  run({ 'page.html': html, ...more }, { type: 'convert', to: 'pdf', ...options });
const shoot = (html: string, options = {}) => run({ 'page.html': html }, { type: 'screenshot', ...options });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code,
  );
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 72);

/** A page that is red to its edges, with a green block on top. */
const red = '<style>html{background:#f00}body{margin:0}div{height:50px;background:#0f0}</style><div></div>';

describe('paper', () => {
  it('is A4 with margins of 1 cm and printed backgrounds by default', async () => {
    const raster = await renderPage(
      await print('<style>body{margin:0}div{height:99px;background:#0f0}</style><div>'),
    );
    expect(Math.abs(raster.width - mm(210)) + Math.abs(raster.height - mm(297))).toBeLessThanOrEqual(2);
    expect(raster.at(mm(10) - 3, mm(10) + 9)).toBe('#ffffff');
    expect(raster.at(mm(10) + 3, mm(10) + 9)).toBe('#00ff00');
  });

  it.each([
    [{ paperWidth: 4, paperHeight: '6in' }, 288, 432],
    [{ paperWidth: '148mm', paperHeight: '210mm' }, mm(148), mm(210)],
    [{ paperWidth: '300pt', paperHeight: '400px' }, 300, 300],
    [{ landscape: true }, mm(297), mm(210)],
    [{ paperWidth: 4, paperHeight: 6, landscape: true }, 432, 288],
  ])('has the size of %j', async (options, width, height) => {
    const raster = await renderPage(await print('a', options));
    expect(Math.abs(raster.width - width) + Math.abs(raster.height - height)).toBeLessThanOrEqual(2);
  });

  it('has the requested margins, down to 0', async () => {
    const none = { marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: '0' };
    expect((await renderPage(await print(red, none))).at(0, 0)).toBe('#00ff00');
    const raster = await renderPage(
      await print('<body style="margin:0;background:#f00">a', { ...none, marginLeft: '5cm', marginTop: 2 }),
    );
    expect(raster.hasInk(0, 0, mm(50) - 2, raster.height)).toBe(false);
    expect(raster.hasInk(0, 0, raster.width, 142)).toBe(false);
    expect(raster.at(mm(50) + 3, 147)).toBe('#ff0000');
  });

  it('has the size of the page’s CSS, unless options set one', async () => {
    const css = '<style>@page{size:A5}</style>a';
    expect((await renderPage(await print(css))).width).toBe(mm(148));
    expect((await renderPage(await print(css, { paperWidth: 5, paperHeight: 5 }))).width).toBe(360);
    const wide = await renderPage(await print(css, { paperWidth: 10, paperHeight: 5 }));
    expect([wide.width, wide.height]).toEqual([720, 360]);
    const turned = await renderPage(await print(css, { landscape: true }));
    expect([turned.width > turned.height, turned.width]).toEqual([true, 842]);
    const byCss = await print(css, { paperWidth: 5, paperHeight: 5, preferCssPageSize: true });
    expect((await renderPage(byCss)).width).toBe(mm(148));
  });

  it('is A4 with preferCssPageSize: false and no size in the options', async () => {
    const css = '<style>@page{size:A5}</style>a';
    const raster = await renderPage(await print(css, { preferCssPageSize: false }));
    expect(Math.abs(raster.width - mm(210)) + Math.abs(raster.height - mm(297))).toBeLessThanOrEqual(2);
  });

  it('is one page that fits all content, with singlePage', async () => {
    const long = await print(`<h1>first</h1>${'<p>line</p>'.repeat(150)}<h1>last</h1>`, { singlePage: true });
    const { pages, text } = await readPdf(long);
    expect(pages).toBe(1);
    expect(text).toMatch(/^first[\s\S]*last$/);
    const higher = '<style>@media print{p{margin:2em}}</style>';
    expect((await readPdf(await print(higher + '<p>line</p>'.repeat(60), { singlePage: true }))).pages).toBe(
      1,
    );
  });

  it('is one page with singlePage although the CSS sets page breaks or a size', async () => {
    const broken =
      '<style>@page{size:A6}</style><p style="margin-bottom:900px">one<p style="break-before:page">two<div style="break-after:always;page-break-after:always">three</div><p>four';
    expect(await readPdf(await print(broken, { singlePage: true }))).toMatchObject({
      pages: 1,
      text: expect.stringMatching(/one\s+two\s+three\s+four/),
    });
  });

  it.each([
    [
      'an element as high as the viewport',
      '<div style="height:100vh">a</div><div style="height:1000px">b</div>',
    ],
    [
      'lengths in style rules',
      '<style>div{min-height:calc(100VH - 1em)}p{height:50dvh}</style><div>a</div><p>b</p><div>c</div>',
    ],
    ['a scrolling body', `<style>html,body{height:100%;overflow:auto}</style>${'<p>line</p>'.repeat(99)}`],
    [
      'a body of the height of the viewport',
      `<style>body{height:100vh;overflow-y:scroll}</style>${'<p>line</p>'.repeat(99)}`,
    ],
    [
      'a minimum and a string with a unit',
      '<style>body{min-height:100vh}p::after{content:"100vh"}</style><p>a</p>',
      '100vh',
    ],
  ])('is one page with singlePage and %s', async (_what, html, shown = '') => {
    const { pages, text } = await readPdf(await print(`${html}<p>END`, { singlePage: true }));
    expect(pages).toBe(1);
    expect(text).toContain('END');
    expect(text).toContain(shown);
  });

  it('is several pages, with a warning, when the content grows with the sheet of singlePage', async () => {
    const html =
      '<style>div{height:1000px}@media (min-height:900px){div{height:5000px}}</style><div>a</div>b';
    const { files, warnings } = await sharedConverter.convert({
      files: [{ name: 'a.html', bytes: Buffer.from(html) }],
      steps: stepsSchema.parse([{ type: 'convert', to: 'pdf', singlePage: true }]),
      signal: never,
    });
    const { pages } = await readPdf(files[0]?.bytes ?? new Uint8Array());
    expect(pages).toBeGreaterThan(1);
    expect(warnings).toEqual([
      {
        code: 'option_not_applied',
        detail: `With \`singlePage\` the result has ${pages} pages, because the content grows with the sheet.`,
      },
    ]);
  });

  it('is refused with singlePage when the page is longer than a PDF page may be', async () => {
    expect(await codeOf(print('<div style="height:30000px">a', { singlePage: true }))).toBe('too_many_pages');
  });

  it('has the requested margins for Markdown', async () => {
    const markdown = (options: object) =>
      run({ 'a.md': '# Title' }, { type: 'convert', to: 'pdf', ...options });
    expect((await renderPage(await markdown({}))).hasInk(0, 0, mm(210), mm(20))).toBe(false);
    expect((await renderPage(await markdown({ marginTop: 0 }))).hasInk(0, 0, mm(210), mm(20))).toBe(true);
  });

  it.each([
    [{ landscape: false, singlePage: false }, 22, 20, 210],
    [{ marginTop: '3cm' }, 22, 30, 210],
    [{ marginLeft: 0 }, 0, 20, 210],
    [{ marginRight: '1cm', landscape: true }, 22, 20, 297],
    [{ paperWidth: '148mm', paperHeight: '210mm' }, 22, 20, 148],
  ])('has the default margins of Markdown where %j sets none', async (options, left, top, width) => {
    const step = { type: 'convert', to: 'pdf', ...options };
    const raster = await renderPage(await run({ 'a.md': '```\n████\n```' }, step));
    expect(Math.abs(raster.width - mm(width))).toBeLessThanOrEqual(1);
    // The block of code is as wide as the text.
    const [right, below] = [raster.width - mm('marginRight' in options ? 10 : 22), mm(top) + 40];
    expect(raster.hasInk(0, 0, mm(left) - 2, raster.height)).toBe(false);
    expect(raster.hasInk(0, 0, raster.width, mm(top) - 2)).toBe(false);
    expect(raster.hasInk(right + 2, 0, raster.width - right - 2, raster.height)).toBe(false);
    expect(raster.hasInk(mm(left), mm(top), 8, 40)).toBe(true);
    expect(raster.hasInk(right - 8, below - 40, 8, 40)).toBe(true);
  });
});

describe('printing', () => {
  it('omits backgrounds with printBackground: false', async () => {
    expect((await renderPage(await print(red, { printBackground: false }))).hasInk(0, 0, 500, 500)).toBe(
      false,
    );
  });

  it('omits the default background with omitBackground', async () => {
    // Chromium paints no white background in a PDF, but it paints the one of a dark page.
    const dark = '<style>:root{color-scheme:dark}</style>a';
    const behind = async (options: object) => (await renderPage(await print(dark, options))).at(300, 300);
    expect(await behind({ omitBackground: true })).toBe('#ffffff');
    for (const options of [{}, { omitBackground: false }]) expect(await behind(options)).not.toBe('#ffffff');
    const own = '<style>:root{color-scheme:dark;background:#0f0}</style>a';
    expect((await renderPage(await print(own, { omitBackground: true }))).at(300, 300)).toBe('#00ff00');
  });

  it('applies the scale', async () => {
    const block = '<body style="margin:0"><div style="width:100px;height:100px;background:#00f">';
    const at = async (scale: number) =>
      (await renderPage(await print(block, { scale }))).at(mm(10) + 50, mm(10) + 50);
    expect([await at(0.5), await at(1)]).toEqual(['#ffffff', '#0000ff']);
  });

  it('prints only the pages of nativePageRanges', async () => {
    const three = [1, 2, 3].map((n) => `<p style="break-after:page">page ${n}</p>`).join('');
    const { text } = await readPdf(await print(three, { nativePageRanges: '2-3' }));
    expect(text).toMatch(/page 2\s+page 3/);
    expect(await codeOf(print(three, { nativePageRanges: '9' }))).toBe('invalid_parameter');
  });

  it('writes bookmarks and tags', async () => {
    const html = '<h1>Chapter</h1><h2>Section</h2>';
    const text = async (options: object) => Buffer.from(await print(html, options)).toString('latin1');
    expect(await text({ generateDocumentOutline: true })).toContain('/Outlines');
    expect(await text({})).not.toContain('/Outlines');
    expect(await text({})).toContain('/StructTreeRoot');
    expect(await text({ generateTaggedPdf: false })).not.toContain('/StructTreeRoot');
  });

  it('writes PDF/UA', async () => {
    const list = '<ul><li>one<ul><li>two</li></ul></li></ul>';
    const table = '<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>';
    const link = '<p style="background:#ff0"><a href="https://example.com/">the example</a></p>';
    const html = `<html lang="de"><h1>Chapter</h1>${list}${table}${link}</html>`;
    const pdf = Buffer.from(await print(html, { pdfua: true })).toString('latin1');
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    for (const refused of [html.replace('lang="de"', ''), html.replaceAll('h1', 'h2')])
      expect(await codeOf(print(refused, { pdfua: true }))).toBe('pdfua_not_possible');
  });

  it.each([
    ['options', { headerTemplate: '<p style="font-size:9px">HEAD</p>', footerTemplate: page() }, {}],
    ['files', {}, { 'header.html': '<p style="font-size:9px">HEAD</p>', 'footer.html': page() }],
  ])('puts a header and a footer on every page, from %s', async (_, options, files) => {
    const two = '<p>one</p><p style="break-before:page">two</p>';
    const margins = { marginTop: '2cm', marginBottom: '2cm' };
    const pdf = await print(two, { ...margins, ...options }, files);
    const { pages, text } = await readPdf(pdf);
    expect(pages).toBe(2);
    expect(text.match(/HEAD/g)).toHaveLength(2);
    expect(text).toMatch(/1\s+of\s+2[\s\S]*2\s+of\s+2/);
    expect((await renderPage(pdf)).hasInk(0, 0, mm(210), mm(18))).toBe(true);
  });

  it('puts uploaded pictures, styles and fonts into a header, and the name of the page', async () => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#0f0"/></svg>`;
    const pdf = await print(
      '<title>T</title>body',
      { marginTop: '3cm', assets: ['head.css', 'own.ttf', 'picture.svg'] },
      {
        'header.html': `<link rel="stylesheet" href="head.css"><img src="picture.svg" style="position:absolute;left:0;top:0;width:2cm">
        <p>HEAD <span class="url"></span>, <span class="title"></span></p>`,
        'head.css':
          '@font-face { font-family: "own"; src: url(own.ttf) } p { font: 16px own; margin-left: 3cm }',
        'own.ttf': await readFile(ownFont),
        'picture.svg': picture,
      },
    );
    expect((await readPdf(pdf)).text).toMatch(/HEAD page\.html, T/);
    expect(Buffer.from(pdf).toString('latin1')).toContain('+Gelasio-Regular');
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('document.invalid');
    expect((await renderPage(pdf)).at(mm(10), mm(10))).toBe('#00ff00');
  });

  it('runs no event handlers of a header', async () => {
    const headerTemplate = '<p style="font-size:9px">HEAD</p><svg><svg onload="for (;;);"></svg></svg>';
    expect((await readPdf(await print('body', { headerTemplate }))).text).toContain('HEAD');
  });

  it('limits the files that a header shows', async () => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg"><!--${'a'.repeat(100_000)}--></svg>`;
    const header = '<img src="a.svg">'.repeat(300);
    const files = { 'header.html': header, 'a.svg': picture };
    await expect(print('body', { assets: ['a.svg'] }, files)).rejects.toMatchObject({
      code: 'template_too_large',
      detail: expect.stringContaining('“header.html” shows files of more than 33554432 characters'),
    });
  });

  it('keeps links within the page and relative links, without an origin of its own', async () => {
    const links = `<p>${[
      '#b',
      'page.html#b',
      'page.html',
      './page.html?x',
      'other.html',
      'docs/a (1).pdf#c',
      'https://example.org/x',
    ]
      .map((href) => `<a href="${href}">${href}</a>`)
      .join(' ')}</p><script>document.write(location.href)</script><h2 id="b">B</h2>`;
    const pdf = Buffer.from(await print(links)).toString('latin1');
    expect(pdf).not.toContain('document.invalid');
    const targets = [...pdf.matchAll(/\/URI \(((?:[^()\\]|\\.)*)\)/g)].map(([, target]) => target);
    expect(targets).toEqual(
      expect.arrayContaining([
        './other.html',
        expect.stringMatching(/^\.\/docs\/a.*\.pdf#c$/),
        'https://example.org/x',
      ]),
    );
    expect(targets.filter((target) => target?.includes('page.html#'))).toEqual([]);
    expect((await readPdf(Buffer.from(pdf, 'latin1'))).text).not.toContain('document.invalid');
  });

  it('prints no default footer with only a header', async () => {
    const { text } = await readPdf(
      await print('body', { headerTemplate: '<p style="font-size:9px">HEAD</p>' }),
    );
    expect(text.replace(/\s+/g, ' ').trim()).toBe('body HEAD');
  });

  it('emulates media types and features', async () => {
    const html = `<style>@media screen{body{background:#f00}}@media print{body{background:#0f0}}
      @media (prefers-color-scheme: dark){body{background:#00f}}</style>`;
    const colour = async (options: object) =>
      (await renderPage(await print(html, options))).at(mm(20), mm(10) + 4);
    expect(await colour({})).toBe('#00ff00');
    expect(await colour({ emulatedMediaType: 'screen' })).toBe('#ff0000');
    expect(await colour({ emulatedMediaFeatures: [{ name: 'prefers-color-scheme', value: 'dark' }] })).toBe(
      '#0000ff',
    );
  });
});

function page(): string {
  return '<p style="font-size:9px"><span class="pageNumber"></span> of <span class="totalPages"></span></p>';
}

describe('waiting', () => {
  const later =
    '<script>setTimeout(() => { document.body.innerHTML = "<p id=late>came late</p>"; window.ready = true }, 300)</script>';
  it.each([
    { waitDelay: '600ms' },
    { waitForExpression: 'window.ready === true' },
    {
      waitForExpression:
        'new Promise((done) => setTimeout(() => done(document.querySelector("#late")), 500))',
    },
    { waitForExpression: 'window.ready', waitForSelector: 'p#late' },
    { waitForSelector: 'p#late' },
  ])('with %j includes content that appears later', async (options) => {
    expect((await readPdf(await print(later, options))).text).toContain('came late');
  });

  it('for content that loads when it becomes visible scrolls through the page', async () => {
    const html = `<style>p { margin: 0 0 2000px }</style><p>one<p>two<p>three<script>
      const observer = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) target.append(' seen');
      });
      for (const each of document.querySelectorAll('p')) observer.observe(each);
    </script>`;
    const seen = async (options: object) =>
      (await readPdf(await print(html, options))).text.match(/\w+ seen/g);
    expect(await seen({})).not.toContain('three seen');
    expect(await seen({ scrollThrough: true })).toEqual(['one seen', 'two seen', 'three seen']);
  });

  it('does not scroll through a page without an end', async () => {
    const html = `<body><script>
      document.body.style.height = '20000px';
      onscroll = () => { document.body.style.height = scrollY + 40000 + 'px' };
    </script>`;
    const { warnings } = await sharedConverter.convert({
      files: [{ name: 'a.html', bytes: Buffer.from(html) }],
      steps: stepsSchema.parse([
        { type: 'screenshot', width: 100, height: 16_000, clip: true, scrollThrough: true },
      ]),
      signal: never,
    });
    expect(warnings).toEqual([
      {
        code: 'option_not_applied',
        detail: '`scrollThrough` ended after 100000 pixels, because the page is longer.',
      },
    ]);
  });

  it('for a hidden element ends when it becomes visible', async () => {
    const html =
      '<p id="a" style="display:none">shown</p><script>setTimeout(() => { a.style.display = "block" }, 300)</script>';
    expect((await readPdf(await print(html, { waitForSelector: '#a' }))).text).toContain('shown');
  });

  describe.concurrent('for a condition that is never met', () => {
    const log: string[] = [];
    const short = createConverter({
      ...quiet,
      secondsPerConversion: 3,
      log: (_, message) => log.push(message),
    });
    const browser = () => short.engines().filter(({ kind }) => kind === 'chromium');
    let pid: number | undefined;
    beforeAll(async () => {
      await short.warm();
      pid = browser()[0]?.pid;
    });
    afterAll(async () => {
      // A browser ends a page after its time limit.
      await until(() => browser().every(({ state }) => state !== 'busy'));
      expect(log).not.toContain('An engine is condemned.');
      expect(browser()).toMatchObject([{ state: 'warm', jobs: 0, pid }]);
      await short.close();
    });

    it('the browser logs at its start when it has no sandbox', () => {
      expect(browser()[0]?.sandbox).toEqual(!log.includes('The browser runs without its sandbox.'));
    });

    it.each([
      { waitForExpression: 'false' },
      { waitForExpression: 'nobody.knows' },
      { waitForExpression: 'new Promise(() => undefined)' },
      { waitForSelector: '#never' },
      { waitDelay: '5s' },
    ])('with %j times out, and the browser stays warm', async (options) => {
      expect(await codeOf(run({ 'a.html': 'a' }, { type: 'convert', to: 'pdf', ...options }, short))).toBe(
        'timed_out',
      );
    });
  });

  it.each([{ waitForExpression: 'eval("a b")' }, { waitForSelector: '##' }])(
    'with %j is refused as invalid',
    async (options) => {
      expect(await codeOf(print('a', options))).toBe('invalid_parameter');
    },
  );
});

describe('a page fails', () => {
  it('when a script throws, with failOnConsoleExceptions', async () => {
    const html = '<script>throw new Error("boom")</script>fine';
    expect((await readPdf(await print(html))).text).toBe('fine');
    await expect(print(html, { failOnConsoleExceptions: true })).rejects.toMatchObject({
      code: 'page_script_failed',
      detail: expect.stringContaining('boom'),
    });
  });

  it.each([{ failOnResourceLoadingFailed: true }, { failOnResourceHttpStatusCodes: [499] }])(
    'when a picture was not uploaded, with %j',
    async (options) => {
      const html = '<img src="logo.png">';
      expect(await codeOf(print(html))).toBe('no error');
      await expect(print(html, options)).rejects.toMatchObject({
        code: 'page_resource_failed',
        detail: expect.stringContaining('logo.png'),
      });
    },
  );

  it('when a picture is at a blocked address, with failOnResourceLoadingFailed', async () => {
    const html = '<img src="https://example.com/logo.png">';
    expect(await codeOf(print(html, { failOnResourceLoadingFailed: true }))).toBe('page_resource_failed');
  });
});

describe('limits', () => {
  it('refuse too many pages before they are laid out', async () => {
    expect(await codeOf(print('<div style="height:1e9px">a'))).toBe('too_many_pages');
  });

  describe('of pixels', () => {
    const few = createConverter({ ...quiet, limits: { pages: 10, files: 10, pixels: 50_000_000 } as never });
    afterAll(() => few.close());

    it.each([
      [{ width: 16_000, height: 16_000 }, ''],
      [{ width: 5000 }, '<div style="height:16000px;width:10px">'],
      [{}, '<div style="height:1e7px">'],
    ])('refuse %j %s', async (options, html) => {
      expect(await codeOf(run({ 'a.html': html || 'a' }, { type: 'screenshot', ...options }, few))).toBe(
        'too_many_pixels',
      );
    });
  });
});

describe('a screenshot', () => {
  const tall = '<body style="margin:0;background:#00f"><div style="height:900px;background:#f00"></div>';

  it('shows the complete page, 800 pixels wide', async () => {
    const raster = await decodeImage(await shoot(`${tall}<div style="height:300px">`));
    expect([raster.width, raster.height]).toEqual([800, 1200]);
    expect([raster.at(5, 899), raster.at(5, 901)]).toEqual(['#ff0000', '#0000ff']);
  });

  it('is clipped to the requested size', async () => {
    const raster = await decodeImage(await shoot(tall, { clip: true, width: 321, height: 123 }));
    expect([raster.width, raster.height]).toEqual([321, 123]);
  });

  it('is at least as high as the viewport', async () => {
    const raster = await decodeImage(await shoot('a', { width: 300, height: 200 }));
    expect([raster.width, raster.height]).toEqual([300, 200]);
  });

  it.each([
    ['png', '89504e47'],
    ['jpeg', 'ffd8ff'],
    ['webp', '52494646'],
  ])('is a %s', async (format, signature) => {
    expect(Buffer.from(await shoot(tall, { format })).toString('hex')).toMatch(new RegExp(`^${signature}`));
  });

  it('of lower quality is smaller', async () => {
    const html = '<body style="background:linear-gradient(45deg,red,blue,lime)">';
    const size = async (quality: number) => (await shoot(html, { format: 'jpeg', quality })).byteLength;
    expect(await size(10)).toBeLessThan((await size(100)) / 2);
  });

  it('with optimizeForSpeed is a larger PNG with the same pixels', async () => {
    const html = '<body style="background:linear-gradient(45deg,red,blue,lime)">';
    const fast = await shoot(html, { optimizeForSpeed: true });
    const small = await shoot(html, { optimizeForSpeed: false });
    expect(fast.byteLength).toBeGreaterThan(small.byteLength * 2);
    expect((await shoot(html)).byteLength).toBe(small.byteLength);
    const [a, b] = [await decodeImage(fast), await decodeImage(small)];
    for (const place of [1, 300, 599]) expect(a.at(place, place)).toBe(b.at(place, place));
  });

  it('has no background with omitBackground', async () => {
    const raster = await decodeImage(await shoot('<p>a', { omitBackground: true }));
    expect(raster.at(700, 500)).toBe('#00000000');
  });

  it('shows only the element of selector', async () => {
    const html = `<body style="margin:0"><div style="height:1500px"></div><p id="a" style="margin:0 0 0 100px;width:30.5px;height:20px;background:#0f0">`;
    const raster = await decodeImage(await shoot(html, { selector: '#a' }));
    expect([raster.width, raster.height, raster.at(1, 1), raster.at(29, 19)]).toEqual([
      31,
      20,
      '#00ff00',
      '#00ff00',
    ]);
    const scrolled = `${html}<div style="height:2000px"></div><script>scrollTo(0, 900)</script>`;
    expect((await decodeImage(await shoot(scrolled, { selector: 'p' }))).at(1, 1)).toBe('#00ff00');
  });

  it.each(['#b', '#hidden', 'p['])('is refused with the selector %s', async (selector) => {
    await expect(shoot('<p id="hidden" style="display:none">a', { selector })).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringMatching(/^`selector`/),
    });
  });

  it('has several pixels for each CSS pixel with deviceScaleFactor', async () => {
    const html = `<style>@media (min-resolution: 2dppx) { body { background: linear-gradient(90deg, #f00 50%, #00f 50%) } }
      body { margin: 0 }</style>`;
    const raster = await decodeImage(await shoot(html, { width: 101, height: 50, deviceScaleFactor: 2 }));
    expect([raster.width, raster.height, raster.at(100, 9), raster.at(101, 9)]).toEqual([
      202,
      100,
      '#ff0000',
      '#0000ff',
    ]);
    expect(await codeOf(shoot(html, { width: 6000, height: 5000, deviceScaleFactor: 2 }))).toBe(
      'too_many_pixels',
    );
    const svg = await decodeImage(
      await run({ 'a.svg': green }, { type: 'screenshot', deviceScaleFactor: 1.5 }),
    );
    expect([svg.width, svg.height, svg.at(449, 299)]).toEqual([450, 300, '#00aa00']);
  });

  it('has the name of its file', async () => {
    const steps = stepsSchema.parse([{ type: 'screenshot' }]);
    const inputs = ['readme.md', 'notes.markdown', 'site.html'].map((name) => ({
      name,
      bytes: Buffer.from('a'),
    }));
    const named = inputs.map(async (input) => {
      const { files } = await sharedConverter.convert({ files: [input], steps, signal: never });
      return files.map(({ name }) => name);
    });
    expect(await Promise.all(named)).toEqual([['readme.png'], ['notes.png'], ['site.png']]);
  });

  it('shows Markdown, and an SVG in its own size', async () => {
    const markdown = await decodeImage(await run({ 'a.md': '# Big' }, { type: 'screenshot' }));
    expect(markdown.hasInk(0, 0, 200, 100)).toBe(true);
    const raster = await decodeImage(await run({ 'a.svg': green }, { type: 'screenshot' }));
    expect([raster.width, raster.height, raster.at(299, 199)]).toEqual([300, 200, '#00aa00']);
    const wide = await decodeImage(await run({ 'a.svg': green }, { type: 'screenshot', width: 600 }));
    expect([wide.width, wide.height]).toEqual([600, 400]);
  });
});

const green =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#0a0"/><text x="9" y="99" font-size="40">Vector</text></svg>';

describe('an SVG', () => {
  it('becomes a page of its own size, with its text as text', async () => {
    const pdf = await run({ 'a.svg': green }, { type: 'convert', to: 'pdf' });
    const raster = await renderPage(pdf);
    expect([raster.width, raster.height, raster.at(2, 2)]).toEqual([225, 150, '#00aa00']);
    expect(await readPdf(pdf)).toEqual({ pages: 1, text: 'Vector' });
  });

  it('fills the requested paper', async () => {
    const raster = await renderPage(
      await run({ 'a.svg': green }, { type: 'convert', to: 'pdf', paperWidth: 6, paperHeight: 4 }),
    );
    expect([raster.width, raster.height, raster.at(430, 285)]).toEqual([432, 288, '#00aa00']);
  });

  it('of gigantic size is shrunk to a page', async () => {
    const huge = green.replace(
      'width="300" height="200"',
      'viewBox="0 0 300 200" width="3000000" height="2000000"',
    );
    expect((await readPdf(await run({ 'a.svg': huge }, { type: 'convert', to: 'pdf' }))).pages).toBe(1);
    expect(await codeOf(run({ 'a.svg': huge }, { type: 'screenshot' }))).toBe('too_many_pixels');
  });

  it('with exponentially expanding entities is refused', async () => {
    const entities = `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(50)}">${'bcdefghij'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
      .join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&j;</text></svg>`;
    expect(await codeOf(run({ 'a.svg': entities }, { type: 'convert', to: 'pdf' }))).toBe('corrupt_file');
  });

  it('that is broken is corrupt', async () => {
    expect(await codeOf(run({ 'a.svg': green.slice(0, 90) }, { type: 'convert', to: 'pdf' }))).toBe(
      'corrupt_file',
    );
  });
});

describe('options that do not fit', () => {
  it.each([
    ['margins that leave nothing', { marginLeft: '12cm', marginRight: '12cm' }],
    ['paper without size', { paperWidth: 0 }],
    ['paper that is too large', { paperWidth: '900cm' }],
    ['headers of an upload', { extraHttpHeaders: { a: 'b' } }],
    ['cookies of an upload', { cookies: [{ name: 'a', value: 'b', domain: 'example.com' }] }],
    ['two options that set the size', { singlePage: true, preferCssPageSize: true }],
    ['a URL beside a file', { url: 'https://example.com/' }],
  ])('%s are refused at submission', async (_, options) => {
    expect(await codeOf(print('a', options))).toMatch(/invalid_parameter|steps_do_not_fit/);
  });

  it.each([
    { paperWidth: '1parsec' },
    { scale: 3 },
    { waitDelay: '1h' },
    { url: 'file:///etc/passwd' },
    { url: 'javascript:alert(1)' },
    { emulatedMediaFeatures: [{ name: 'a', value: 'b' }] },
    { extraHttpHeaders: { Host: 'evil' } },
    { extraHttpHeaders: { 'X-A': 'a\r\nB: c' } },
    { userAgent: 'a\nb' },
    { cookies: [{ name: 'a', value: 'b;c', domain: 'd' }] },
    { cookies: [{ name: 'a', value: 'b', domain: 'd', sameSite: 'laxer' }] },
    { headerTemplate: '' },
    { unknown: 1 },
  ])('%j does not match the schema', (options) => {
    expect(stepsSchema.safeParse([{ type: 'convert', to: 'pdf', ...options }]).success).toBe(false);
  });

  it.each([
    { format: 'png', quality: 5 },
    { format: 'jpeg', omitBackground: true },
    { selector: 'p', clip: true },
  ])('%j are refused for a screenshot', async (options) => {
    expect(await codeOf(shoot('a', options))).toBe('invalid_parameter');
  });
});

describe('with JavaScript disabled', () => {
  const scriptless = createConverter({ ...quiet, javascript: false });
  afterAll(() => scriptless.close());

  it('a page is printed without running its scripts, and waits for a selector', async () => {
    const html =
      '<p id=a>before</p><script>document.body.innerHTML = "after"</script><noscript>none</noscript>';
    const pdf = await run(
      { 'a.html': html },
      { type: 'convert', to: 'pdf', waitForSelector: '#a' },
      scriptless,
    );
    expect((await readPdf(pdf)).text).toMatch(/before\s+none/);
    const svg = await decodeImage(await run({ 'a.svg': green }, { type: 'screenshot' }, scriptless));
    expect(svg.width).toBe(300);
  });

  it.each([{ waitForExpression: 'true' }, { scrollThrough: true }])('%j is refused', async (options) => {
    const step = { type: 'convert', to: 'pdf', ...options };
    expect(await codeOf(run({ 'a.html': 'a' }, step, scriptless))).toBe('invalid_parameter');
  });
});
