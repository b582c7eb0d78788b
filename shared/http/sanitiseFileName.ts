import { basename } from 'node:path/posix';

/** In characters: short enough for every file system, in UTF-8 as well. */
const maximumLength = 120;

/** Sanitises an untrusted file name: no folders, drives, control or direction characters, at most 120 characters. */
export function sanitiseFileName(name: string): string {
  const base = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^([A-Za-z]):/, '$1_');
  if (base === '' || base === '.' || base === '..') return 'file';
  const characters = Array.from(base);
  if (characters.length <= maximumLength) return base;
  // The extension is kept, because it indicates the type.
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(base)?.[0] ?? '';
  return characters.slice(0, maximumLength - extension.length).join('') + extension;
}
