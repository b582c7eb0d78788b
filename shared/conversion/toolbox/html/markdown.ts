import { DocumentRefused } from '../../engines/engine.ts';
import { pageBytes } from '../../inputs/pageEncoding.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { papers, standardPaper } from '../../paper.ts';
import { inches } from '../../steps/options/lengths.ts';
import type { PaperOptions } from '../../steps/options/pageOptions.ts';
import { type DefaultPaper, setsPaperSize } from '../../steps/options/paper.ts';
import type { Operation } from '../operation.ts';
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

/**
 * Converts Markdown (GitHub's flavour) to HTML. Raw HTML is kept: the page is isolated like any other. Runs in the toolbox,
 * because large Markdown takes long.
 */
export const markdown: Operation<PaperOptions & DefaultPaper & { encoding?: string }> = async ({
  files,
  options,
}) => {
  const { marked } = await import('marked');
  const style = `${paper(options)}${printStyle}`;
  const pages = files.map(async ({ bytes }) => {
    const text = await decodeText(bytes, options.encoding);
    const body = await marked.parse(text, { gfm: true, async: true }).catch((cause: unknown) => {
      // For example nested too deeply.
      throw new DocumentRefused('corrupt_file', { cause });
    });
    const html = `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${body}</body></html>`;
    return { name: 'page.html', bytes: pageBytes(html) };
  });
  return { files: await Promise.all(pages) };
};
