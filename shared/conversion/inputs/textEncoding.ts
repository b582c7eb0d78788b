import { isUtf8 } from 'node:buffer';

/**
 * Decodes text without a declared encoding: as UTF-16 if it has a byte order mark, as UTF-8 if it is valid, and otherwise as
 * Windows-1252, which has a character for every byte.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
