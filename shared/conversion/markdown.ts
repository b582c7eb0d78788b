import { printStyle } from './printStyle.ts';

/** A page of HTML from Markdown (GitHub's flavour). Raw HTML stays what it is: the page has no network anyway. */
export async function markdownPage(markdown: Uint8Array): Promise<Uint8Array> {
  const { marked } = await import('marked');
  const body = await marked.parse(new TextDecoder().decode(markdown), { gfm: true });
  return Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8"><style>${printStyle}</style></head><body>${body}</body></html>`,
  );
}
