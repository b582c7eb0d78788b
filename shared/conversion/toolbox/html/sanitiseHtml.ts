import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';

/** A page without anything that runs, loads or submits: only what it holds itself. */
export const sanitiseHtml: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  return { files: [{ name, bytes: Buffer.from(await harmless(Buffer.from(bytes).toString('utf8'))) }] };
};

/**
 * Takes out of HTML what does anything: scripts, handlers, frames, forms, and addresses of pictures and styles. Links stay.
 */
export async function harmless(html: string): Promise<string> {
  const { default: sanitizeHtml } = await import('sanitize-html');
  const body = sanitizeHtml(html, {
    allowedTags: [
      ...sanitizeHtml.defaults.allowedTags,
      ...['img', 'font', 'u', 's', 'del', 'ins', 'center', 'colgroup', 'col', 'caption'],
    ],
    allowedAttributes: {
      '*': ['align', 'valign', 'bgcolor', 'color', 'dir', 'lang', 'id', 'class', 'width', 'height', 'title'],
      a: ['href', 'name'],
      img: ['src', 'alt'],
      table: ['border', 'cellspacing', 'cellpadding', 'rules', 'frame'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
      col: ['span'],
      font: ['face', 'size'],
      ol: ['start', 'type'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    // Their text is not part of the page.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title'],
  });
  return `<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n${body.trim()}\n</body>\n</html>\n`;
}
