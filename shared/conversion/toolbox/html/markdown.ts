import { pageBytes } from '../../inputs/pageEncoding.ts';
import { papers, standardPaper } from '../../paper.ts';
import { inches } from '../../steps/options/lengths.ts';
import type { PaperOptions } from '../../steps/options/pageOptions.ts';
import { type DefaultPaper, setsPaperSize } from '../../steps/options/paper.ts';
import type { Operation } from '../operation.ts';
import { escapeHtml } from './escapeHtml.ts';
import { markdownBody } from './markdownBody.ts';
import { printStyle } from './printStyle.ts';

/** Default margins, in the order of CSS. */
const margins = { marginTop: '2cm', marginRight: '2.2cm', marginBottom: '2cm', marginLeft: '2.2cm' } as const;

/**
 * The `@page` rule. Chromium applies a requested paper size itself, and everything for `singlePage`, where it measures the
 * content with its own margins.
 */
function paper(options: PaperOptions & DefaultPaper): string {
  if (options.singlePage) return '';
  const { width, height } = papers[options.defaultPaper ?? standardPaper];
  const size = setsPaperSize(options) ? '' : `size: ${width}mm ${height}mm; `;
  const sides = Object.entries(margins).map(
    ([side, own]) => `${inches(options[side as keyof typeof margins] ?? own)}in`,
  );
  return `@page { ${size}margin: ${sides.join(' ')}; }`;
}

/** The name of an upload that changes the style of Markdown. */
const styleSheet = 'style.css';

/**
 * Converts Markdown to a page with a style for print. The page is isolated like any other. Runs in the toolbox, because large
 * Markdown takes long.
 */
export const markdown: Operation<PaperOptions & DefaultPaper & { encoding?: string }> = async ({
  files,
  resources,
  options,
}) => {
  const style = `<style>${paper(options)}${printStyle}</style>`;
  const own = resources.some(({ name }) => name === styleSheet)
    ? `<link rel="stylesheet" href="${styleSheet}">`
    : '';
  const pages = files.map(async ({ bytes }) => {
    const { html, title } = await markdownBody(bytes, options.encoding);
    const head = `<meta charset="utf-8">${title === undefined ? '' : `<title>${escapeHtml(title)}</title>`}`;
    const page = `<!doctype html><html><head>${head}${style}${own}</head><body>${html}</body></html>`;
    return { name: 'page.html', bytes: pageBytes(page) };
  });
  return { files: await Promise.all(pages) };
};
