import { afterAll, expect, test } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { picture } from '../pictures.ts';
import { never } from '../sample.ts';

const converter = createConverter({ engines: 0, log: () => undefined });
afterAll(() => converter.close());

async function warningsOf(html: string, step: object = { type: 'convert', to: 'pdf' }) {
  const { warnings } = await converter.convert({
    files: [{ name: 'index.html', bytes: Buffer.from(html) }, await picture('png')],
    steps: stepsSchema.parse([step]),
    signal: never,
  });
  return warnings.map(({ code, detail }) => `${code}: ${detail}`).sort();
}

test('a page warns of images, styles, scripts and frames that it did not get, grouped by server', async () => {
  const images = ['a', 'b', 'c', 'd'].map((name) => `<img src="https://one.example/${name}.png?key=secret">`);
  const warnings = await warningsOf(
    `${images.join('')}<img src="missing.png?key=secret"><img src="picture.png">
    <link rel="stylesheet" href="https://two.example/style.css?key=secret#top">
    <script src="https://two.example/script.js"></script><iframe src="https://two.example/frame"></iframe>`,
  );
  expect(warnings).toHaveLength(3);
  expect(warnings[1]).toBe('resource_not_loaded: Not loaded: image “missing.png”.');
  expect(warnings[0]).toMatch(
    /^resource_not_loaded: Not loaded: (image “https:\/\/one\.example\/\w\.png”, ){2}image “[^”]*” and 1 more\.$/,
  );
  for (const address of ['style sheet “https://two.example/style.css”', 'script “', 'frame “'])
    expect(warnings[2]).toContain(address);
  expect(warnings.join()).not.toContain('secret');
});

/** Elements that load something, each from a host with its name. */
const elements = `<style>@font-face { font-family: f; src: url(https://font.example/a) } p { font: 9px f }
    body { background: url(https://background.example/a) }</style><style>@import "https://import.example/a";</style>
  <link rel="stylesheet" href="https://link.example/a"><img srcset="https://srcset.example/a 1x">
  <picture><source srcset="https://source.example/a"><img></picture><input type="image" src="https://input.example/a">
  <video poster="https://poster.example/a"></video><audio src="https://audio.example/a" preload="auto"></audio>
  <object data="https://object.example/a"></object><embed src="https://embed.example/a">
  <iframe src="https://frame.example/a"></iframe><svg><image href="https://drawing.example/a"/></svg><p>Text</p>`;
const elementsByScripts = `<script src="https://script.example/a"></script>
  <script>fetch('https://data.example/a').catch(() => 0)</script>`;
const hosts = (text: string) =>
  [...text.matchAll(/https?:\/\/(\w+)\.example\/a/g)].map(([, host]) => host).sort();

test.each(['https:', 'http:'])('a page warns alike of every element that loads from %s', async (scheme) => {
  const page = (elements + elementsByScripts).replaceAll('https:', scheme);
  expect(hosts((await warningsOf(page)).join())).toEqual(hosts(page));
});

test('a page warns of files of the computer on which it was written', async () => {
  const page = `<a href="file:///C:/linked.docx">x</a><img src="file:///C:/Users/a/1.png"><img src="file://server/2.png">`;
  expect(await warningsOf(page)).toEqual([
    'resource_not_loaded: Not loaded: local file “file:///C:/Users/a/1.png”, local file “file://server/2.png”.',
  ]);
  const step = { type: 'convert', to: 'pdf', failOnResourceLoadingFailed: true };
  await expect(warningsOf(page, step)).rejects.toMatchObject({ code: 'page_resource_failed' });
});

test('a header and a footer warn as a page does, and fail the job only if an option says so', async () => {
  const step = {
    type: 'convert',
    to: 'pdf',
    headerTemplate: elements,
    footerTemplate: '<img src="missing.png">',
  };
  const warnings = (await warningsOf('Text', step)).join();
  expect(hosts(warnings)).toEqual(hosts(elements));
  expect(warnings).toContain('image “missing.png”');
  expect(warnings).toContain(
    'object_not_drawn: “header.html” has 5 frames, videos or references to other SVG files, which are not drawn in a header or footer.',
  );
  await expect(warningsOf('Text', { ...step, failOnResourceLoadingFailed: true })).rejects.toMatchObject({
    code: 'page_resource_failed',
  });
});

test('a page that gets everything has no warnings', async () => {
  const page = '<img src="picture.png"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>Text</p>';
  expect(await warningsOf(page)).toEqual([]);
  expect(await warningsOf(page, { type: 'screenshot' })).toEqual([]);
});

test('a screenshot warns as well', async () => {
  expect(await warningsOf('<img src="missing.png">', { type: 'screenshot' })).toEqual([
    'resource_not_loaded: Not loaded: image “missing.png”.',
  ]);
});
