import { DocumentRefused } from './engine.ts';
import { printStyle } from './printStyle.ts';
import { decodeText } from './textEncoding.ts';

/**
 * A page of HTML from Markdown (GitHub's flavour). Raw HTML stays what it is: the page has no network anyway.
 * @throws DocumentRefused when it is nested too deeply
 */
export async function markdownPage(markdown: Uint8Array): Promise<Uint8Array> {
  const { marked } = await import('marked');
  const body = await marked.parse(decodeText(markdown), { gfm: true, async: true }).catch((error) => {
    throw new DocumentRefused('corrupt_file', error);
  });
  return Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8"><style>${printStyle}</style></head><body>${body}</body></html>`,
  );
}
