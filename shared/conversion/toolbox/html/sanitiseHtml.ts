import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';

/** Removes from HTML everything that runs, loads or submits. */
export const sanitiseHtml: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  return { files: [{ name, bytes: Buffer.from(await safeHtml(Buffer.from(bytes).toString('utf8'))) }] };
};

/**
 * Removes scripts, event handlers, frames, forms, and the addresses of images and styles. Links stay.
 */
export async function safeHtml(html: string): Promise<string> {
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
    // The text of these elements is not content.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title'],
  });
  return `<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n${body.trim()}\n</body>\n</html>\n`;
}
