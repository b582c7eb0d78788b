import { posix } from 'node:path';
import type { CDPSession } from 'puppeteer-core';

/** The origin of an uploaded page. RFC 2606 reserves `.invalid`, so the name never resolves. */
export const ownOrigin = 'https://document.invalid';

/** The address of an uploaded file, as the browser writes it when the page refers to the file by its name. */
export function ownAddress(name: string): string {
  return ownOrigin + encodeURI(posix.join('/', name.toWellFormed())).replace(/[?#]/g, encodeURIComponent);
}

/** Removes the origin from the text of a page, which a script may have written from the page's address. */
export async function removeOwnOrigin(session: CDPSession): Promise<void> {
  await session.send('Runtime.evaluate', {
    expression: `if (document.documentElement?.textContent.includes('${ownOrigin}')) {
      const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.data.includes('${ownOrigin}') && !/^(script|style)$/i.test(text.parentNode.nodeName))
          text.data = text.data.replaceAll('${ownOrigin}/', '').replaceAll('${ownOrigin}', '');
      }
    }`,
  });
}

/**
 * Removes the origin of an uploaded page from the links of a PDF that Chromium made, whose annotations are not compressed.
 * A link to the page itself leads to the first page, and other links become relative to the PDF (ISO 32000-1, 12.6.4.7).
 * Spaces replace what is removed, so that no offset in the file changes.
 * @param address of the page
 */
export function withoutOwnOrigin(pdf: Uint8Array, address: string): Uint8Array {
  const result = Buffer.from(pdf);
  const start = `/URI (${ownOrigin}/`;
  for (let at = result.indexOf(start); at !== -1; at = result.indexOf(start, at + 1)) {
    const end = endOfString(result, at + start.length);
    const target = result.subarray(at + start.length, end).toString('latin1');
    const isPage = `${ownOrigin}/${target.replaceAll('\\', '')}`.replace(/#.*/s, '') === address;
    const type = result.lastIndexOf('/S /URI', at);
    if (isPage && type !== -1)
      result.fill(' ', type, end + 1).write('/S /Named /N /FirstPage', type, 'latin1');
    // With `./`, a colon or slash at the start of the path is not read as a scheme or host (RFC 3986, section 4.2).
    else result.fill(' ', at, end + 1).write(`/URI (./${target})`, at, 'latin1');
  }
  return result;
}

/** The end of a literal string (ISO 32000-1, 7.3.4.2): its first parenthesis without a backslash. Chromium escapes all others. */
function endOfString(pdf: Buffer, from: number): number {
  let end = from;
  while (end < pdf.length && pdf[end] !== 0x29) end += pdf[end] === 0x5c ? 2 : 1;
  return end;
}
