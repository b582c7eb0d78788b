import type { FormatRow } from './formatRow.ts';
import { formats } from './formatTable.ts';

/** The name of a format, which is its usual extension. */
export type FormatName = keyof typeof formats;

export interface Format extends FormatRow {
  name: FormatName;
}

/** All formats, in the order of the table. */
export const formatList: readonly Format[] = Object.entries(formats).map(([name, row]) => ({
  name: name as FormatName,
  ...row,
}));

const byExtension = new Map(
  formatList.flatMap((format) => format.extensions.map((e) => [e, format] as const)),
);

/** The format of a name in the table. */
export function formatNamed(name: string): Format | undefined {
  return formatList.find((format) => format.name === name);
}

/** The format whose reader reads a format, such as `docx` for templates. */
export function readerOf(name: FormatName): FormatName {
  return (formatNamed(name)?.readAs as FormatName | undefined) ?? name;
}

/** The format of a file by its extension, or undefined if the extension is unknown. */
export function formatOfName(name: string): Format | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase());
}

/** Replaces the extension of a file name. */
export function withExtension(name: string, extension: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.${extension}`;
}
