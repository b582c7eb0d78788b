import type { CDPSession, PDFOptions } from 'puppeteer-core';
import { DocumentRefused, type EngineTask } from '../engines/engine.ts';
import type { NamedFile } from '../files.ts';
import type { PageOptions } from '../steps/options/pageOptions.ts';
import type { ConversionWarning } from '../warnings.ts';
import { inlineTemplate } from './inlineTemplate.ts';
import { type RunningBrowser, withPage } from './withPage.ts';

/** Limit of the files that a header or footer shows. */
const maximumCharacters = 32 * 1024 ** 2;

/** Chromium prints the date and the address where a template is missing. */
const emptyTemplate = '<span></span>';

/** Templates that may load something, have an event handler, or print the address of the page. */
const needsPage = /(?:src|srcset|href|data|background|\bon\w+)\s*=|\burl\b|@import/i;

/**
 * The header and footer of a task's page.
 * @returns options of Chromium, and warnings of what the header and footer do not show
 * @throws DocumentRefused `template_too_large`; `page_resource_failed` if an option asks for it
 */
export async function printTemplates(
  running: RunningBrowser,
  task: EngineTask,
  stop: AbortSignal,
): Promise<{ options: PDFOptions; warnings: ConversionWarning[] }> {
  const options = (task.options ?? {}) as PageOptions;
  const warnings: ConversionWarning[] = [];
  const templateOf = async (name: string, given: string | undefined) => {
    const file = task.resources?.find((each) => each.name === name);
    const html = given ?? (file && Buffer.from(file.bytes).toString('utf8'));
    if (html === undefined || !needsPage.test(html)) return html;
    const loaded = await loadTemplate(running, task, { name, bytes: Buffer.from(`\ufeff${html}`) }, stop);
    warnings.push(...loaded.warnings);
    return Buffer.from(loaded.bytes).toString('utf8');
  };
  const header = await templateOf('header.html', options.headerTemplate);
  const footer = await templateOf('footer.html', options.footerTemplate);
  if (header === undefined && footer === undefined) return { options: {}, warnings };
  return {
    options: {
      displayHeaderFooter: true,
      headerTemplate: header ?? emptyTemplate,
      footerTemplate: footer ?? emptyTemplate,
    },
    warnings,
  };
}

/** Chromium loads nothing for a header or footer. The template is opened as a page, and what it loads becomes part of it. */
async function loadTemplate(
  running: RunningBrowser,
  { files, resources = [], options = {} }: EngineTask,
  template: NamedFile,
  stop: AbortSignal,
) {
  const { failOnResourceHttpStatusCodes, ignoreResourceHttpStatusDomains, failOnResourceLoadingFailed } =
    options as PageOptions;
  const task: EngineTask = {
    operation: 'template',
    files: [template],
    resources,
    options: { failOnResourceHttpStatusCodes, ignoreResourceHttpStatusDomains, failOnResourceLoadingFailed },
  };
  // Headers and footers have no scripts, whatever pages may run.
  const scriptless = { ...running, javascript: false };
  const opening = { viewport: { width: 800, height: 600 }, stop };
  let undrawn = 0;
  const loaded = await withPage(scriptless, task, opening, async ({ session }) => {
    await evaluate(session, 'document.body?.offsetHeight, document.fonts.ready.then(() => true)');
    const parameters = [await contentsOf(session), maximumCharacters, files[0]?.name ?? null];
    const inlined = await evaluate<{ html: string; undrawn: number; tooLarge: boolean }>(
      session,
      `${inlineTemplate}(${parameters.map((each) => JSON.stringify(each)).join()})`,
    );
    // A template can show a large picture hundreds of times.
    if (inlined.tooLarge)
      throw new DocumentRefused('template_too_large', {
        detail: `“${template.name}” shows files of more than ${maximumCharacters} characters in Base64, which is the limit. A file counts each time that it is shown.`,
      });
    undrawn = inlined.undrawn;
    return Buffer.from(inlined.html);
  });
  if (undrawn > 0)
    loaded.warnings.push({
      code: 'object_not_drawn',
      detail: `“${template.name}” has ${undrawn} frames, videos or references to other SVG files, which are not drawn in a header or footer.`,
    });
  return loaded;
}

async function evaluate<Value>(session: CDPSession, expression: string): Promise<Value> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`A template cannot be read: ${result.description}`);
  return result.value as Value;
}

/** The resources that a page has loaded, as `data:` URLs by their addresses. */
async function contentsOf(session: CDPSession): Promise<Record<string, string>> {
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getResourceTree');
  const contents: Record<string, string> = {};
  for (const { url, mimeType, failed } of frameTree.resources) {
    if (failed || url.startsWith('data:')) continue;
    const content = await session
      .send('Page.getResourceContent', { frameId: frameTree.frame.id, url })
      .then(({ content, base64Encoded }) =>
        base64Encoded ? content : Buffer.from(content).toString('base64'),
      )
      // Chromium does not keep the bytes of fonts. They can be fetched again, as fonts need CORS anyway.
      .catch(() => evaluate<string | null>(session, fetched(url)));
    if (content !== null) contents[url] = `data:${mimeType};base64,${content}`;
  }
  return contents;
}

/** JavaScript whose value is a resource in Base64, or null if it does not load. */
const fetched = (url: string) => `fetch(${JSON.stringify(url)})
  .then(async (response) => response.ok ? (await response.bytes()).toBase64() : null)
  .catch(() => null)`;
