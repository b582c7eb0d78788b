import { DocumentRefused } from '../../engines/engine.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { inches } from '../../steps/options/lengths.ts';
import type { PaperOptions } from '../../steps/options/pageOptions.ts';
import { setsPaperSize } from '../../steps/options/paper.ts';
import type { Operation } from '../operation.ts';
import { printStyle } from './printStyle.ts';

/** The margins of who asks for none, in the order of CSS. */
const margins = { marginTop: '2cm', marginRight: '2.2cm', marginBottom: '2cm', marginLeft: '2.2cm' } as const;

/**
 * The paper in CSS. A size that is asked for is Chromium's to give; so is all of a page as long as its content, which
 * Chromium measures by margins of its own.
 */
function paper(options: PaperOptions): string {
  if (options.singlePage) return '';
  const size = setsPaperSize(options) ? '' : 'size: A4; ';
  const sides = Object.entries(margins).map(
    ([side, own]) => `${inches(options[side as keyof typeof margins] ?? own)}in`,
  );
  return `@page { ${size}margin: ${sides.join(' ')}; }`;
}

/**
 * A page of HTML from Markdown (GitHub's flavour). Raw HTML stays what it is: the page is as secluded as every other.
 * Here, as large Markdown takes its time.
 */
export const markdown: Operation<PaperOptions> = async ({ files, options }) => {
  const { marked } = await import('marked');
  const style = `${paper(options)}${printStyle}`;
  const pages = files.map(async ({ bytes }) => {
    const body = await marked.parse(decodeText(bytes), { gfm: true, async: true }).catch((cause: unknown) => {
      // Such as too deep a nesting.
      throw new DocumentRefused('corrupt_file', { cause });
    });
    const html = `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${body}</body></html>`;
    return { name: 'page.html', bytes: Buffer.from(html) };
  });
  return { files: await Promise.all(pages) };
};
