import { DocumentRefused } from '../engine.ts';
import { paperOptions } from '../steps/pageOptions.ts';
import { decodeText } from '../textEncoding.ts';
import type { Operation } from './operations.ts';
import { printStyle } from './printStyle.ts';

/** The paper of who asks for none. Where any is asked for, Chromium is told of it, and the page says nothing. */
const paper = '@page { size: A4; margin: 2cm 2.2cm; }';

/**
 * A page of HTML from Markdown (GitHub's flavour). Raw HTML stays what it is: the page is as secluded as every other.
 * Here, as large Markdown takes its time.
 */
export const markdown: Operation = async ({ files, options }) => {
  const { marked } = await import('marked');
  const saysPaper = Object.keys(paperOptions.shape).some((name) => name in options);
  const style = saysPaper ? printStyle : `${paper}${printStyle}`;
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
