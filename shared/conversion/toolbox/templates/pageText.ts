import { isUtf8 } from 'node:buffer';
import { decodeText } from '../../inputs/textEncoding.ts';

/**
 * Decodes an HTML page by its byte order mark, as UTF-8 if it is valid UTF-8, or in the encoding that its head names (HTML
 * Standard, 13.2.3.2).
 */
export function pageText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const label = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const marked = bytes[0] === 0xff || bytes[0] === 0xfe;
  if (label === undefined || marked || isUtf8(bytes)) return decodeText(bytes);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // Unknown encoding.
    return decodeText(bytes);
  }
}

/** Encodes a page as UTF-8. The byte order mark overrides the encoding that the head may name. */
export function pageBytes(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf8');
}
