import { z } from 'zod';
import type { NamedFile } from './files.ts';

/** The name of result files, with placeholders; the extension follows the format. */
export const fileNamePattern = z
  .string()
  .min(1)
  .max(200)
  .regex(/^([^{}]|\{(name|n|page)\})+$/, {
    error: 'The only placeholders are {name}, {n} and {page}. Other braces are not allowed.',
  })
  .describe(
    'Name of each result without its extension. `{name}`: its name otherwise, without number; `{n}`: its number, from 1; `{page}`: the first page that it holds of the document it is a part of, otherwise 1.',
  );

/** A file's name without its extension. */
export const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

/** The files that are made from one file. They stay parts of the same document, unless they are parts of this one. */
export function madeFrom(source: NamedFile, made: readonly NamedFile[]): NamedFile[] {
  return made.map(({ name, bytes, page }) => {
    if (page !== undefined) return { name, bytes, page, whole: stemOf(source.name) };
    const { name: _, bytes: __, ...part } = source;
    return { ...part, name, bytes };
  });
}

/** Names files by a pattern. Numbers have leading zeros, so that the names sort in the order of the files. */
export function nameFiles<File extends NamedFile>(files: readonly File[], pattern: string): File[] {
  const lastPage = Math.max(1, ...files.map(({ page = 1 }) => page));
  return files.map((file, index) => {
    const { name: before, page = 1, whole } = file;
    const name = whole ?? stemOf(before);
    const n = padded(index + 1, files.length);
    const values = { name, n, page: padded(page, lastPage) };
    const stem = pattern.replace(/\{(name|n|page)\}/g, (_, key: keyof typeof values) => values[key]);
    const [extension = ''] = /\.[^.]*$/.exec(before) ?? [];
    const named = { ...file, name: `${safeFileName(withoutEnd(stem, extension)) || name}${extension}` };
    delete named.whole;
    return named;
  });
}

const padded = (number: number, largest: number) => `${number}`.padStart(`${largest}`.length, '0');

const withoutEnd = (text: string, end: string) =>
  text.toLowerCase().endsWith(end.toLowerCase()) ? text.slice(0, text.length - end.length) : text;

/** Limit of a name in characters, without its extension. */
const maximumLength = 100;

/** A file name without folders, control characters and characters that file systems refuse. It may be empty. */
export function safeFileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '-')
    .trim();
  return Array.from(safe.replace(/^[.\s]+|[.\s]+$/g, ''))
    .slice(0, maximumLength)
    .join('');
}
