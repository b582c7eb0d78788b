import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { type Step, stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, toPdf } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';

type Files = Record<string, string | Uint8Array>;

async function convert(files: Files, steps: Step[] = toPdf) {
  const inputs = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: Buffer.from(bytes as string),
  }));
  for (const input of inputs) await checkInput(input);
  return (await sharedConverter.convert({ files: inputs, steps, signal: never })).files;
}
const first = async (files: Files, steps?: Step[]) =>
  (await convert(files, steps))[0]?.bytes ?? new Uint8Array();
const options = (more: object) => stepsSchema.parse([{ type: 'convert', to: 'pdf', ...more }]);

async function zipOf(files: Files): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes as string), name);
  zip.end();
  return Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>));
}

const dot = (colour: string) =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** A page that is complete only with all its assets. */
const site = async (folder = ''): Promise<Files> => ({
  'index.html': `<!doctype html><link rel="stylesheet" href="${folder}style.css"><body>
    <img src="${folder}dot.png" style="position:absolute;left:0;top:0">
    <p id="a">nothing</p><iframe src="${folder}frame.html"></iframe>
    <script src="${folder}late.js"></script>
    <script type="module">import { word } from '../${folder}words.js'; document.body.append(word);
      document.body.append(await (await fetch('${folder}data.json?x=1#y')).text())</script>`,
  [`${folder}style.css`]: '@import "more.css"; body { margin: 0; padding-top: 50px }',
  [`${folder}more.css`]: 'body { background: url(background.svg) }',
  [`${folder}background.svg`]:
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#ff0"/></svg>',
  [`${folder}dot.png`]: await dot('#0000ff'),
  [`${folder}frame.html`]: '<meta charset="utf-8">framed äöü<script src="inner.js"></script>',
  [`${folder}inner.js`]: 'document.body.append(" inner")',
  [`${folder}late.js`]: 'document.querySelector("#a").textContent = "scripted"',
  [`${folder}words.js`]: 'export const word = "moduled ";',
  [`${folder}data.json`]: '{"data":"fetched"}',
});

async function mustBeComplete(pdf: Uint8Array): Promise<void> {
  const { text } = await readPdf(pdf);
  for (const word of ['scripted', 'framed äöü inner', 'moduled', 'fetched']) expect(text).toContain(word);
  const raster = await renderPage(pdf);
  expect([raster.at(29 + 10, 29 + 10), raster.at(400, 300)]).toEqual(['#0000ff', '#ffff00']);
}

const waiting = options({ skipNetworkIdleEvent: false });

describe('an asset of a page', () => {
  it('is found by its name', async () => {
    const files = await convert(await site(), waiting);
    expect(files.map(({ name }) => name)).toEqual(['index.pdf']);
    await mustBeComplete(files[0]?.bytes ?? new Uint8Array());
  });

  it('is found by its name when the page names a folder that the upload does not have', async () => {
    const { 'index.html': page, ...rest } = await site('assets/');
    const flat = Object.fromEntries(
      Object.entries(rest).map(([name, bytes]) => [name.replace('assets/', ''), bytes]),
    );
    await mustBeComplete(await first({ 'index.html': page ?? '', ...flat }, waiting));
  });

  it.each(['', 'my site/'])('is found by its path in a ZIP, in the folder “%s”', async (folder) => {
    const inside = Object.fromEntries(
      Object.entries(await site('assets/')).map(([name, bytes]) => [`${folder}${name}`, bytes]),
    );
    const files = await convert({ 'site.zip': await zipOf(inside) }, waiting);
    expect(files.map(({ name }) => name)).toEqual(['site.pdf']);
    await mustBeComplete(files[0]?.bytes ?? new Uint8Array());
  });

  it.each([
    ['Q/', './'],
    ['my/Q/', 'my/./'],
    ['myQ/', 'my//'],
  ])('is found in a ZIP whose folder “%s” is written “%s”', async (plain, odd) => {
    const zip = await zipOf({
      [`${plain}index.html`]: '<script src="late.js"></script>',
      [`${plain}late.js`]: 'document.write("scripted")',
    });
    const bytes = Buffer.from(
      zip.toString('latin1').replaceAll(plain, odd.padEnd(plain.length, '/')),
      'latin1',
    );
    expect((await readPdf(await first({ 'site.zip': bytes }))).text).toBe('scripted');
  });

  it('is an input that `assets` names, for a page that is not called index.html', async () => {
    const files = { 'offer.html': '<img src="dot.png">', 'dot.png': await dot('#00ff00') };
    const results = await convert(files, options({ assets: ['dot.png'], marginTop: 0, marginLeft: 0 }));
    expect(results.map(({ name }) => name)).toEqual(['offer.pdf']);
    expect((await renderPage(results[0]?.bytes ?? new Uint8Array())).at(20, 20)).toMatch(/^#0.ff0.$/);
  });

  it('may be a font', async () => {
    const html =
      '<style>@font-face{font-family:mine;src:url(mine.woff2)}</style><p style="font-family:mine">a';
    // An invalid font is ignored.
    expect((await readPdf(await first({ 'index.html': html, 'mine.woff2': 'no font' }))).text).toBe('a');
  });

  it('that is missing is not requested elsewhere', async () => {
    const html =
      '<iframe src="../../../../etc/passwd"></iframe><iframe src="/etc/passwd"></iframe><img src="%2e%2e/%2e%2e/etc/passwd"><img src="%">still';
    expect((await readPdf(await first({ 'index.html': html }))).text).toMatch(/^\s*still\s*$/);
  });

  it('is found by Markdown', async () => {
    const pdf = await first(
      { 'index.md': '![dot](dot.png)', 'dot.png': await dot('#ff00ff') },
      options({ marginTop: 0, marginLeft: 0 }),
    );
    expect((await renderPage(pdf)).hasInk(0, 0, 60, 60)).toBe(true);
  });

  it('is Markdown that the page includes, or the style sheet of Markdown', async () => {
    const page = '<h1>Report</h1>{{ toHTML "part.md" }}<img src="dot.png">';
    const part = 'A **note**[^1]\n\n[^1]: at the end';
    const results = await convert({ 'index.html': page, 'part.md': part, 'dot.png': await dot('#f0f') });
    expect(results.map(({ name }) => name)).toEqual(['index.pdf']);
    const { text } = await readPdf(results[0]?.bytes ?? new Uint8Array());
    expect(text.replace(/\s+/g, ' ')).toMatch(/^Report A note1? ?1?.* at the end$/);
    const styled = { 'report.md': '---\ntitle: Year\n---\nText', 'style.css': 'body { background: #0f0 }' };
    const [report, ...others] = await convert(styled);
    expect(others).toEqual([]);
    expect((await renderPage(report?.bytes ?? new Uint8Array())).at(300, 300)).toBe('#00ff00');
    expect(Buffer.from(report?.bytes ?? []).toString('latin1')).toContain('/Title (Year)');
  });

  it('is refused as a document without a page that uses it', async () => {
    await expect(convert({ 'page.html': 'a', 'style.css': 'p{}' })).rejects.toMatchObject({
      code: 'unsupported_conversion',
    });
  });
});

describe('a ZIP', () => {
  it('without a page is refused', async () => {
    await expect(convert({ 'a.zip': await zipOf({ 'readme.txt': 'a' }) })).rejects.toMatchObject({
      code: 'corrupt_file',
      detail: 'The ZIP contains no `index.html`.',
    });
  });

  it('that decompresses to more than the limit is refused', async () => {
    const bomb = await zipOf({ 'index.html': 'a', 'zeros.bin': Buffer.alloc(600 * 1024 ** 2) });
    await expect(convert({ 'a.zip': bomb })).rejects.toMatchObject({ code: 'zip_limits' });
  });

  it('larger than the limit of a site is refused, although it is below the limit of a document', async () => {
    const large = await zipOf({ 'index.html': 'a', 'noise.bin': Buffer.alloc(140 * 1024 ** 2, 'noise') });
    await expect(convert({ 'a.zip': large })).rejects.toMatchObject({ code: 'zip_limits' });
  });

  it('with names outside its root is refused', async () => {
    const climbing = await zipOf({ 'index.html': 'a', 'xx/evil.html': 'b' });
    const bytes = Buffer.from(climbing.toString('latin1').replaceAll('xx/evil', '../evil'), 'latin1');
    await expect(convert({ 'a.zip': bytes })).rejects.toMatchObject({ code: 'corrupt_file' });
  });

  it('that is an office document is refused', async () => {
    const docx = await zipOf({
      '[Content_Types].xml':
        '<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>',
    });
    await expect(convert({ 'a.zip': docx })).rejects.toMatchObject({ code: 'type_mismatch' });
  });
});

describe('data that a page stores', () => {
  const leave = `<script>
    document.cookie = 'seen=1'; localStorage.seen = sessionStorage.seen = '1'; name = 'seen';
    caches.open('seen').then((cache) => cache.put('/seen', new Response('1')));
    navigator.serviceWorker?.register('sw.js').catch(() => undefined);
    indexedDB.open('seen').onsuccess = () => { window.ready = true };
  </script>left`;
  const look = `<pre></pre><script>(async () => {
    document.querySelector('pre').textContent = JSON.stringify([document.cookie, localStorage.seen, sessionStorage.seen, name,
      await caches.keys(), (await indexedDB.databases()).length, (await navigator.serviceWorker?.getRegistrations())?.length,
      (await fetch('seen.json')).status]);
    window.ready = true;
  })()</script>`;

  it('are not visible to another job', async () => {
    const ready = options({ waitForExpression: 'window.ready' });
    const files = { 'index.html': leave, 'sw.js': 'self.onfetch = () => undefined', 'seen.json': 'a' };
    expect((await readPdf(await first(files, ready))).text).toContain('left');
    const { text } = await readPdf(await first({ 'index.html': look }, ready));
    expect(JSON.parse(text)).toEqual(['', null, null, '', [], 0, 0, 404]);
  });
});
