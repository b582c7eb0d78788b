import type { CDPSession, Page, PDFOptions } from 'puppeteer-core';
import { DocumentRefused, type EngineFile, type EngineTask } from '../engines/engine.ts';
import type { PageOptions } from '../steps/options/pageOptions.ts';
import { type Paper, paperOf, setsPaperSize } from '../steps/options/paper.ts';
import { contentSize, imageSize } from './contentSize.ts';
import { type LoadedPage, type RunningBrowser, withPage } from './withPage.ts';

/** Pixels to an inch, in CSS. */
const density = 96;
/** The longest side of a page in inches that readers of PDF take (ISO 32000, annex C). */
const longest = 200;

/**
 * Prints the page of a task.
 * @returns a PDF
 * @throws DocumentRefused
 */
export async function printPdf(house: RunningBrowser, task: EngineTask): Promise<Uint8Array> {
  const options = (task.options ?? {}) as PageOptions;
  const viewport = { width: 800, height: 600 };
  return withPage(house, task, viewport, async (loaded) => {
    const templates = templatesOf(options, task.resources ?? []);
    if (loaded.source.isImage) return printImage(loaded, options);
    const paper = turned(paperOf(options), options);
    if (options.singlePage) return printSinglePage(loaded, paper, options, templates);
    const printing = { ...common(options), ...templates, ...sheet(paper) };
    if (!printing.preferCSSPageSize) await overrule(loaded.session, ownPaper);
    await mustEnd(loaded, paper, options, house.limits.pages);
    return print(loaded.page, printing);
  });
}

/** Landscape is the paper turned. */
function turned(paper: Paper, { landscape }: PageOptions): Paper {
  return landscape ? { ...paper, width: paper.height, height: paper.width } : paper;
}

function sheet({ width, height, margin }: Paper): PDFOptions {
  const { top, bottom, left, right } = margin;
  return {
    width: `${width}in`,
    height: `${height}in`,
    margin: { top: `${top}in`, bottom: `${bottom}in`, left: `${left}in`, right: `${right}in` },
  };
}

function common(options: PageOptions): PDFOptions {
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

/** Without one of the two Chromium would put the date and the address there. */
const nothing = '<span></span>';

function templatesOf({ headerTemplate, footerTemplate }: PageOptions, resources: EngineFile[]): PDFOptions {
  const file = (name: string) => {
    const found = resources.find((each) => each.name === name);
    return found && Buffer.from(found.bytes).toString('utf8');
  };
  const header = headerTemplate ?? file('header.html');
  const footer = footerTemplate ?? file('footer.html');
  if (header === undefined && footer === undefined) return {};
  return { displayHeaderFooter: true, headerTemplate: header ?? nothing, footerTemplate: footer ?? nothing };
}

/** What Chromium says of options that it can't print by, and what the caller is told; the first that fits counts. */
const refusals: { says: RegExp; when?: keyof PDFOptions; detail: string }[] = [
  { says: /page range/i, detail: 'The document has no such pages.' },
  { says: /content area|margin|paper (width|height)/i, detail: 'The margins leave no room on the paper.' },
  {
    says: /printing failed/i,
    when: 'displayHeaderFooter',
    detail: 'The header or the footer cannot be printed: what they need must be within them.',
  },
];

async function print(page: Page, options: PDFOptions): Promise<Uint8Array> {
  return page.pdf(options).catch((cause: unknown) => {
    const refusal = refusals.find(({ says, when }) => says.test(String(cause)) && (!when || options[when]));
    throw refusal ? new DocumentRefused('invalid_parameter', { detail: refusal.detail, cause }) : cause;
  });
}

/** A layout without end is refused before it is cut into pages; what has a few too many is found when they are counted. */
async function mustEnd(
  { session }: LoadedPage,
  { height, margin }: Paper,
  { scale = 1 }: PageOptions,
  mostPages: number,
): Promise<void> {
  const content = await contentSize(session);
  const pages = (content.height * scale) / density / (height - margin.top - margin.bottom);
  if (pages > 2 * mostPages) throw new DocumentRefused('too_many_pages');
}

/** What a page's CSS says of paper, where the options say it: Chromium would turn or fill their paper by it. */
const ownPaper = '@page { size: auto !important }';
/** Breaks that a page asks for would make several pages of one. */
const unbroken = '*, ::before, ::after { break-before: auto !important; break-after: auto !important }';

/** Adds CSS to a page. Not as an element: the page's own policy might forbid that. */
async function overrule(session: CDPSession, css: string): Promise<void> {
  await session.send('Runtime.evaluate', {
    expression: `(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(css)});
      document.adoptedStyleSheets.push(sheet);
    })()`,
  });
}

/** How often the sheet is made longer: print sets some pages differently from what was measured. */
const mostTries = 4;

async function printSinglePage(
  { page, session }: LoadedPage,
  paper: Paper,
  options: PageOptions,
  templates: PDFOptions,
): Promise<Uint8Array> {
  const { scale = 1 } = options;
  const { top, bottom, left, right } = paper.margin;
  const width = Math.max(1, Math.round(((paper.width - left - right) * density) / scale));
  await page.setViewport({ width, height: 600, deviceScaleFactor: 1 });
  if (options.emulatedMediaType === undefined) await page.emulateMediaType('print');
  await overrule(session, ownPaper + unbroken);
  const content = await contentSize(session);
  for (let tries = 1; ; tries++) {
    // A pixel more, for what is rounded; and a tenth with each further try.
    const length = ((content.height + 1) * scale * (1 + (tries - 1) / 10)) / density;
    const height = Math.max(length + top + bottom, 0.5);
    if (height > longest)
      throw new DocumentRefused('too_many_pages', { detail: `The page is longer than ${longest} inches.` });
    const pdf = await print(page, {
      ...common(options),
      ...templates,
      ...sheet({ ...paper, height }),
      preferCSSPageSize: false,
    });
    if (tries === mostTries || pagesOf(pdf) <= 1) return pdf;
  }
}

/** How many pages a PDF of Chromium's own making has, in which their objects lie open. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .split(/\/Type \/Page\b/).length - 1
  );
}

/** An image is a page of its own size, or fills the paper that is asked for. */
async function printImage({ page, session }: LoadedPage, options: PageOptions): Promise<Uint8Array> {
  const { width, height } = await imageSize(session);
  const given = turned(
    paperOf({ marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0, ...options }),
    options,
  );
  const shrink = Math.min(1, (longest * density) / Math.max(width, height));
  const natural = { ...given, width: (width * shrink) / density, height: (height * shrink) / density };
  return print(page, {
    ...common(options),
    ...sheet(setsPaperSize({ ...options, singlePage: false }) ? given : natural),
    preferCSSPageSize: false,
  });
}
