import type { NamedFile } from '../../files.ts';
import { type RowValues, sheetValues } from './sheetValues.ts';

/**
 * One CSV file (RFC 4180) for each visible sheet with content: commas, quotes where they are needed, UTF-8, and the values as
 * the cells show them. LibreOffice's own export would quote all numbers and ignore their formats.
 * @param xml flat XML that LibreOffice has written
 * @param stem name of the document without its extension; the names of several files also have those of their sheets
 */
export function sheetsToCsv(xml: string, stem: string): NamedFile[] {
  const visible = sheetValues(xml).filter(({ hidden }) => !hidden);
  const filled = visible.filter(({ rows }) => rows.some(({ cells }) => cells.length > 0));
  const sheets = filled.length > 0 ? filled : visible.slice(0, 1);
  const used = new Set<string>();
  return sheets.map(({ name, rows }) => ({
    name: sheets.length === 1 ? `${stem}.csv` : `${stem}-${unusedName(name, used)}.csv`,
    bytes: Buffer.from(csvOf(rows)),
  }));
}

/** Characters that a file name cannot contain on every system. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a file name has no control characters
const forbidden = /[\\/:*?"<>|\0-\x1f]/g;

/** A sheet's name as part of a file name. File systems need not distinguish upper and lower case. */
function unusedName(name: string, used: Set<string>): string {
  const plain = name.replace(forbidden, '_');
  let unused = plain;
  for (let i = 2; used.has(unused.toLowerCase()); i++) unused = `${plain}_${i}`;
  used.add(unused.toLowerCase());
  return unused;
}

function csvOf(rows: readonly RowValues[]): string {
  const last = rows.findLastIndex(({ cells }) => cells.length > 0);
  const used = rows.slice(0, last + 1);
  const width = used.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const lines = used.map(({ cells, repeated }) => {
    const missing = ','.repeat(Math.max(0, width - Math.max(1, cells.length)));
    return `${cells.map(quoted).join(',')}${missing}\n`.repeat(repeated);
  });
  return lines.join('');
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
