import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebApp } from '../../build/webApp.ts';
import { type App, appForThisTest, startApp } from '../harness/app.ts';
import { launchBrowser } from '../harness/browser.ts';
import { firstScreen } from './firstScreen.ts';
import { picture } from './pictures.ts';
import { drop, flawsOf, newUser, widths } from './screen.ts';

const examples = join(import.meta.dirname, '../../examples');
const example = (name: string) => join(examples, name);

let app: App;
let browser: Browser;

beforeAll(async () => {
  await buildWebApp();
  [app, browser] = await Promise.all([startApp({ settings: { REGISTRATION: 'open' } }), launchBrowser()]);
});
afterAll(() => Promise.all([app.host.stop(), browser.close()]));

/** A new user who has opened the page. */
async function open(theme: 'light' | 'dark' = 'light') {
  const user = await newUser(browser, app.url, theme);
  const page = await user.context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Convert documents' }).waitFor();
  return { ...user, page };
}

const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', { name });

async function choose(page: Page, ...files: string[]) {
  await page.locator('input[type=file]').setInputFiles(files.map(example));
}

async function openTemplate(page: Page, template: Parameters<Locator['setInputFiles']>[0]) {
  await page.getByRole('link', { name: 'Templates' }).click();
  // The screen is loaded when it is opened first.
  await page.getByRole('heading', { name: 'Fill a template' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(template);
  await button(page, 'Make the PDF').waitFor();
}

/** Waits until a PDF is drawn. */
const drawn = (page: Page) => page.locator('canvas[data-drawn=true]').first().waitFor();

test('a document, from drop to download', async () => {
  const { page, faults } = await open();
  await drop(page, 'letter.docx', await readFile(example('letter.docx')));
  await button(page, 'Convert to PDF').click();
  await button(page, 'View').click();
  await drawn(page);
  await picture(page, 'result');
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);
  expect(download.suggestedFilename()).toBe('letter.pdf');
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(faults).toEqual([]);
});

test('a file that cannot be converted gets a sentence', async () => {
  const { page } = await open();
  await drop(page, 'broken.docx', Buffer.from('no document'));
  await button(page, 'Convert to PDF').click();
  await expect
    .poll(() => page.getByRole('alert').textContent())
    .toContain('The content of the file does not match the type in its name.');
  expect(await page.getByRole('link', { name: 'About this error' }).getAttribute('href')).toBe(
    '/docs/errors#type_mismatch',
  );
});

test('a format that the server does not know gets a sentence before anything is sent', async () => {
  const { page } = await open();
  await drop(page, 'program.exe', Buffer.from('MZ'));
  await page.getByText('program.exe: this server does not know the format.').waitFor();
  expect(await button(page, /^(Convert to|Run)/).count()).toBe(0);
});

test('a reload during an upload says that the upload has ended', async () => {
  const { page } = await open();
  // The request is never sent on, as over a slow connection.
  await page.route('**/v1/jobs', () => undefined);
  await choose(page, 'letter.docx');
  await button(page, 'Convert to PDF').click();
  await page.getByText(/^Uploading: /).waitFor();
  await page.reload();
  await page.getByText('The upload ended with its tab').waitFor();
});

test('an upload goes on while another screen is open, also where browsers have no locks', async () => {
  const { page } = await open();
  // Browsers have locks only on pages over https and on localhost.
  await page.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  await page.reload();
  await page.route('**/v1/jobs', () => undefined);
  await choose(page, 'letter.docx');
  await button(page, 'Convert to PDF').click();
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('heading', { name: 'Usage' }).waitFor();
  await page.getByRole('link', { name: 'Convert', exact: true }).click();
  await button(page, 'Cancel').click();
  await page.getByText('Nothing yet.').waitFor();
});

test('an upload can be cancelled', async () => {
  const { page } = await open();
  await page.route('**/v1/jobs', () => undefined);
  await choose(page, 'letter.docx');
  await button(page, 'Convert to PDF').click();
  await button(page, 'Cancel').click();
  await page.getByText('Nothing yet.').waitFor();
});

test('two tabs are one device and show the same jobs, while the other tab uploads too', async () => {
  const { context, page } = await open();
  const registrations: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/v1/register')) registrations.push(request.url());
  });
  const other = await context.newPage();
  await page.route('**/v1/jobs', () => undefined);
  await choose(page, 'letter.docx');
  await button(page, 'Convert to PDF').click();
  await other.goto('/');
  await other.getByText('Uploading in another tab').waitFor();
  await page.unrouteAll();
  await choose(page, 'page.html');
  await button(page, 'Convert to PDF').click();
  await button(other.getByRole('article', { name: 'page.html' }), 'View').waitFor();
  expect(registrations).toEqual([]);
});

test('further steps are added with their options, and those that do not fit say why', async () => {
  const { page } = await open();
  await choose(page, 'letter.docx', 'notes.md');
  await button(page, 'Options and more steps').click();
  await button(page, 'Add a step').click();
  expect(await button(page, 'Add render').isDisabled()).toBe(true);
  await page.getByText('It takes DOCX, HTML; here the files are PDF.').waitFor();
  await button(page, 'Add watermark').click();
  await page.getByRole('textbox', { name: 'Text' }).fill('DRAFT');
  await button(page, 'Add a step').click();
  await button(page, 'Add merge').click();
  await button(page, 'Move merge up').click();
  await picture(page, 'steps');
  await button(page, 'Run').click();
  await button(page, 'View').click();
  await page.getByText(/^letter\.pdf · \d pages/).waitFor();
  await button(page, 'The same by curl').click();
  const request = await page.locator('pre').first().textContent();
  expect(request).toContain('$TOKEN');
  expect(request?.replace(/\s/g, '')).toContain(
    `steps=${JSON.stringify([{ type: 'convert', to: 'pdf' }, { type: 'merge' }, { type: 'watermark', text: 'DRAFT' }])}`,
  );
});

test('shows each template and each result, not the one before it', async () => {
  const { page } = await open();
  for (const name of ['apples', 'pears']) {
    await openTemplate(page, {
      name: `${name}.html`,
      mimeType: 'text/html',
      buffer: Buffer.from(`<p>The ${name}: {{ ${name} }}</p>`),
    });
    await page.getByRole('textbox', { name }).waitFor();
    await page.getByRole('link', { name: 'Convert', exact: true }).click();
    await drop(page, `${name}.csv`, Buffer.from(`the ${name},1\n`));
    await page.getByText('TXT', { exact: true }).click();
    await button(page, 'Convert to TXT').click();
    await button(page.getByRole('article', { name: `${name}.csv` }), 'View').click();
    await page.locator(`pre:has-text("the ${name}")`).waitFor();
  }
});

test.each([
  ['slides.pptx', 'PNG', 'img[alt="slides-1.png"]'],
  ['letter.docx', 'TXT', 'pre:has-text("Harbour Books")'],
])('shows %s as %s, and offers all files at once', async (name, target, shown) => {
  const { page, faults } = await open();
  await choose(page, name);
  await page.getByText(target, { exact: true }).click();
  await button(page, `Convert to ${target}`).click();
  await button(page, 'View').click();
  await page.locator(shown).waitFor();
  expect(faults).toEqual([]);
});

test('shows HTML in a frame that runs none of its scripts and requests nothing', async () => {
  const { page, faults } = await open();
  const html = '<h1>Shown</h1><p>{{ a }}</p><img src="/v1/usage" onerror="document.title = `ran`">';
  await drop(page, 'a.html', Buffer.from(html));
  await button(page, 'Options and more steps').click();
  await button(page, 'Remove convert').click();
  await button(page, 'Add a step').click();
  await button(page, 'Add render').click();
  await page.getByLabel('Data', { exact: true }).fill('{"a":"filled"}');
  await button(page, 'Run').click();
  await button(page, 'View').click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('filled').waitFor();
  await expect
    .poll(() => faults.toSorted())
    .toEqual([expect.stringContaining('event handler'), expect.stringContaining('"img-src data:"')]);
  expect(await frame.locator('body').evaluate(() => document.title)).not.toBe('ran');
});

test('a template is filled with a form that is made from its tags', async () => {
  const { page, faults } = await open();
  await openTemplate(page, example('receipt.html'));
  await page.getByText('JSON', { exact: true }).click();
  await page.getByLabel('Data as JSON').fill(await readFile(example('receipt.json'), 'utf8'));
  await page.getByText('Form', { exact: true }).click();
  await button(page, 'Make the PDF').click();
  await drawn(page);
  expect(faults).toEqual([]);
});

test('without open registration the page asks for a token, and again when the server refuses it', async () => {
  const closed = await appForThisTest({
    role: 'api',
    tenant: app.tenant,
    settings: { REGISTRATION: 'token' },
  });
  const { context } = await newUser(browser, closed.url);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await flawsOf(page, widths)).toEqual([]);
  await page.getByLabel('Token').fill('wrong');
  await button(page, 'Sign in').click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Token').fill(await app.register());
  await button(page, 'Sign in').click();
  await page.getByRole('heading', { name: 'Convert documents' }).waitFor();
  await page.evaluate(() => localStorage.setItem('conveyor.token', 'outdated'));
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('the first screen has at most 200 kB with gzip, and less as it is sent', async () => {
  const { gzip, transferred } = await firstScreen(browser, app.url);
  expect(gzip).toBeLessThan(200_000);
  expect(transferred).toBeLessThan(gzip);
});

test('targets are chosen with the keyboard', async () => {
  const { page } = await open();
  await choose(page, 'letter.docx');
  await page.getByRole('radio', { name: 'PDF' }).focus();
  await page.keyboard.press('ArrowRight');
  await button(page, 'Convert to HTML').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Convert to HTML ·').waitFor();
});

test.each([
  ['light', widths],
  // Colours do not depend on the width.
  ['dark', widths.slice(0, 1)],
] as const)('every screen in the %s theme is accessible', async (theme, tested) => {
  const { page, faults } = await open(theme);
  if (theme === 'light') await picture(page, 'start');
  expect(await flawsOf(page, tested)).toEqual([]);
  await page.getByText('Web address').click();
  await page.getByLabel('Address of a page or a document').waitFor();
  expect(await flawsOf(page, tested)).toEqual([]);
  await page.getByText('Text', { exact: true }).click();
  await page.getByLabel('Markdown').fill('# Title');
  await button(page, 'Use this text').click();
  await button(page, 'Options and more steps').click();
  await button(page, 'Add a step').click();
  await button(page, 'Show').click();
  expect(await flawsOf(page, tested)).toEqual([]);
  await button(page, 'Convert to PDF').click();
  await button(page, 'View').waitFor();
  expect(await flawsOf(page, tested)).toEqual([]);
  await button(page, 'View').click();
  await drawn(page);
  await button(page, 'The same by curl').click();
  await page.locator('pre').waitFor();
  expect(await flawsOf(page, tested)).toEqual([]);
  await openTemplate(page, example('invoice.docx'));
  expect(await flawsOf(page, tested)).toEqual([]);
  await page.getByRole('link', { name: 'Usage' }).click();
  // The job of this test may be counted already.
  await page.getByText('Nothing is counted yet.').or(page.getByRole('table')).waitFor();
  expect(await flawsOf(page, tested)).toEqual([]);
  expect(faults).toEqual([]);
});
