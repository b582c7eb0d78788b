import { isUtf8 } from 'node:buffer';
import { decodeText, encodingOf, knownEncoding } from './textEncoding.ts';

/** Bytes in which a browser searches the declaration of an encoding (HTML Standard, 13.2.3.2). */
const searchedBytes = 1024;

/** The encoding that the head of an HTML page or the declaration of an XML document names. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, searchedBytes)).toString('latin1');
  const label =
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  const name = label === undefined ? undefined : knownEncoding(label);
  // ASCII declares it, so it cannot be UTF-16 (HTML Standard, 13.2.3.2).
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

/**
 * The encoding of an HTML page or an XML document: by its byte order mark, UTF-8 if it is valid UTF-8, else as it declares, and
 * otherwise by detection.
 * @param given overrides all of these, except a byte order mark
 */
export async function pageEncoding(bytes: Uint8Array, given?: string): Promise<string> {
  const name = given === undefined ? undefined : knownEncoding(given);
  if (name !== undefined) return name;
  return (isMarked(bytes) || isUtf8(bytes) ? undefined : declaredEncoding(bytes)) ?? encodingOf(bytes);
}

const isMarked = (bytes: Uint8Array) => bytes[0] === 0xff || bytes[0] === 0xfe;

/** Decodes an HTML page or an XML document. */
export async function pageText(bytes: Uint8Array, given?: string): Promise<string> {
  return decodeText(bytes, await pageEncoding(bytes, given));
}

/** Encodes a page as UTF-8. The byte order mark overrides the encoding that the head may name. */
export function pageBytes(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf8');
}
