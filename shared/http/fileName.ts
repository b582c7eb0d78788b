import { basename } from 'node:path/posix';

/** Long enough for any real name, short enough for every file system, in UTF-8 too. */
const maximumLength = 120;

/** A file name that a stranger chose, made harmless: no folders or drives, no control or direction characters, not too long. */
export function harmlessFileName(name: string): string {
  const base = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^([A-Za-z]):/, '$1_');
  if (base === '' || base === '.' || base === '..') return 'file';
  const characters = Array.from(base);
  if (characters.length <= maximumLength) return base;
  // The extension tells the type: it is the middle that goes.
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(base)?.[0] ?? '';
  return characters.slice(0, maximumLength - extension.length).join('') + extension;
}
