import type { CDPSession, Page, PDFOptions } from 'puppeteer-core';
import { DocumentRefused, type EngineTask } from '../engines/engine.ts';
import { noSuchPages } from '../pageSelection.ts';
import type { PageOptions } from '../steps/options/pageOptions.ts';
import { type Paper, paperOf, setsPaperSize } from '../steps/options/paper.ts';
import { contentSize, imageSize } from './contentSize.ts';
import { freezeViewport } from './freezeViewport.ts';
import { withoutOwnOrigin } from './ownOrigin.ts';
import { printTemplates } from './printTemplates.ts';
import { uncommonText } from './uncommonText.ts';
import { type LoadedPage, type PageResult, type RunningBrowser, withPage } from './withPage.ts';

/** CSS pixels per inch. */
const density = 96;
/** Longest side of a PDF page in inches (ISO 32000, annex C). */
const longestSide = 200;

/**
 * Prints the page of a task.
 * @returns a PDF, and warnings of what the page did not get
 * @throws DocumentRefused
 */
export async function printPdf(
  running: RunningBrowser,
  task: EngineTask,
  stop: AbortSignal,
): Promise<PageResult> {
  const options = (task.options ?? {}) as PageOptions;
  const viewport = { width: 800, height: 600 };
  let uncommonCharacters: number[] = [];
  const templates = await printTemplates(running, task, stop);
  const printed = await withPage(running, task, { viewport, stop }, async (loaded) => {
    if (loaded.source.isImage) return printImage(loaded, options);
    uncommonCharacters = await uncommonText(loaded.session);
    const pdf = await printPage(loaded, options, templates.options, running.limits.pages);
    return loaded.source.uploaded ? withoutOwnOrigin(pdf, loaded.source.address) : pdf;
  });
  printed.warnings.push(...templates.warnings);
  const pages = options.singlePage ? countPages(printed.bytes) : 1;
  if (pages > 1)
    printed.warnings.push({
      code: 'option_not_applied',
      detail: `With \`singlePage\` the result has ${pages} pages, because the content grows with the sheet.`,
    });
  return { ...printed, uncommonCharacters };
}

async function printPage(
  loaded: LoadedPage,
  options: PageOptions,
  templates: PDFOptions,
  maximumPages: number,
): Promise<Uint8Array> {
  const paper = oriented(paperOf(options), options);
  if (options.singlePage) return printSinglePage(loaded, paper, options, templates);
  const printing = { ...commonOptions(options), ...templates, ...paperSize(paper) };
  if (!printing.preferCSSPageSize) await addStyle(loaded.session, resetPageSize);
  await checkContentHeight(loaded, paper, options, maximumPages);
  return print(loaded.page, printing);
}

function oriented(paper: Paper, { landscape }: PageOptions): Paper {
  return landscape ? { ...paper, width: paper.height, height: paper.width } : paper;
}

function paperSize({ width, height, margin }: Paper): PDFOptions {
  const { top, bottom, left, right } = margin;
  return {
    width: `${width}in`,
    height: `${height}in`,
    margin: { top: `${top}in`, bottom: `${bottom}in`, left: `${left}in`, right: `${right}in` },
  };
}

function commonOptions(options: PageOptions): PDFOptions {
  return {
    scale: options.scale ?? 1,
    printBackground: options.printBackground ?? true,
    preferCSSPageSize: options.preferCssPageSize ?? !setsPaperSize(options),
    omitBackground: options.omitBackground ?? false,
    tagged: options.generateTaggedPdf ?? true,
    outline: options.generateDocumentOutline ?? false,
    pageRanges: options.nativePageRanges ?? '',
    timeout: 0,
  };
}

/** Chromium's errors about print options and the details that the caller gets; the first match counts. */
const refusals: { pattern: RegExp; onlyWith?: keyof PDFOptions; detail: string }[] = [
  { pattern: /page range/i, detail: noSuchPages() },
  {
    pattern: /content area|margin|paper (width|height)/i,
    detail: 'The margins leave no space on the paper.',
  },
  {
    pattern: /printing failed/i,
    onlyWith: 'displayHeaderFooter',
    detail: 'The header or footer cannot be printed.',
  },
];

async function print(page: Page, options: PDFOptions): Promise<Uint8Array> {
  return page.pdf(options).catch((cause: unknown) => {
    const refusal = refusals.find(
      ({ pattern, onlyWith }) => pattern.test(String(cause)) && (!onlyWith || options[onlyWith]),
    );
    throw refusal ? new DocumentRefused('invalid_parameter', { detail: refusal.detail, cause }) : cause;
  });
}

/**
 * Refuses a page that is far too long before Chromium lays out its pages. The exact limit is checked later, when the
 * pages are counted.
 * @throws DocumentRefused `too_many_pages`
 */
async function checkContentHeight(
  { session }: LoadedPage,
  { height, margin }: Paper,
  { scale = 1 }: PageOptions,
  maximumPages: number,
): Promise<void> {
  const content = await contentSize(session);
  const pages = (content.height * scale) / density / (height - margin.top - margin.bottom);
  if (pages > 2 * maximumPages) throw new DocumentRefused('too_many_pages');
}

/** Overrides `@page` sizes when the options set the paper: Chromium would rotate or fill it accordingly. */
const resetPageSize = '@page { size: auto !important }';
/** Overrides page breaks, which would split a single page. */
const resetBreaks = '*, ::before, ::after { break-before: auto !important; break-after: auto !important }';

/** Adds CSS to a page. Not as an element: the page's content security policy might forbid that. */
async function addStyle(session: CDPSession, css: string): Promise<void> {
  await session.send('Runtime.evaluate', {
    expression: `(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(css)});
      document.adoptedStyleSheets.push(sheet);
    })()`,
  });
}

/** Attempts with a longer sheet: the print layout of some pages differs from the measured one. */
const maximumAttempts = 4;

async function printSinglePage(
  { page, session }: LoadedPage,
  paper: Paper,
  options: PageOptions,
  templates: PDFOptions,
): Promise<Uint8Array> {
  const { scale = 1 } = options;
  const { top, bottom, left, right } = paper.margin;
  const width = Math.max(1, Math.round(((paper.width - left - right) * density) / scale));
  const viewport = { width, height: 600 };
  await page.setViewport({ ...viewport, deviceScaleFactor: 1 });
  if (options.emulatedMediaType === undefined) await page.emulateMediaType('print');
  await addStyle(session, resetPageSize + resetBreaks);
  await freezeViewport(session, viewport);
  const content = await contentSize(session);
  for (let attempt = 1; ; attempt++) {
    // One pixel more against rounding, and 10 % more with each further attempt.
    const length = ((content.height + 1) * scale * (1 + (attempt - 1) / 10)) / density;
    const height = Math.max(length + top + bottom, 0.5);
    if (height > longestSide)
      throw new DocumentRefused('too_many_pages', {
        detail: `The page is longer than the limit of ${longestSide} inches.`,
      });
    const pdf = await print(page, {
      ...commonOptions(options),
      ...templates,
      ...paperSize({ ...paper, height }),
      preferCSSPageSize: false,
    });
    if (attempt === maximumAttempts || countPages(pdf) <= 1) return pdf;
  }
}

/** Counts the pages of a PDF that Chromium made, whose page objects are not compressed. */
function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .split(/\/Type \/Page\b/).length - 1
  );
}

/** An image becomes a page of its own size, or fills the requested paper. */
async function printImage({ page, session }: LoadedPage, options: PageOptions): Promise<Uint8Array> {
  const { width, height } = await imageSize(session);
  const requested = oriented(
    paperOf({ marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0, ...options }),
    options,
  );
  const shrink = Math.min(1, (longestSide * density) / Math.max(width, height));
  const natural = { ...requested, width: (width * shrink) / density, height: (height * shrink) / density };
  return print(page, {
    ...commonOptions(options),
    ...paperSize(setsPaperSize({ ...options, singlePage: false }) ? requested : natural),
    preferCSSPageSize: false,
  });
}
