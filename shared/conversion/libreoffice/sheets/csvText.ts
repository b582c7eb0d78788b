import type { FormatName } from '../../formats/formats.ts';

/** Whether a format is a table of separated values. */
export const isCsv = (format: FormatName): boolean => format === 'csv' || format === 'tsv';

/** Possible separators, the most likely first. */
const separators = [';', '\t', ',', '|'] as const;
type Separator = (typeof separators)[number];

/** The rows of a CSV, and the separator of their cells. */
export interface CsvText {
  rows: string;
  separator: Separator;
}

/**
 * Finds the separator of a CSV: a first line such as `sep=,` declares it (Excel); otherwise it is the one that occurs equally
 * often in each of the first rows.
 * @param known separator, for tab-separated values
 */
export function csvText(csv: string, known?: Separator): CsvText {
  if (known) return { rows: csv, separator: known };
  const declared = /^sep=([;\t,|])\r?\n/i.exec(csv);
  const rows = declared ? csv.slice(declared[0].length) : csv;
  return { rows, separator: (declared?.[1] as Separator | undefined) ?? likeliestSeparator(rows) };
}

function likeliestSeparator(csv: string): Separator {
  const sample = csv.slice(0, 64 * 1024).replace(/"[^"]*"/g, '');
  const rows = sample.split(/\r\n?|\n/, 11).filter(Boolean);
  // The last row of the sample may be incomplete.
  if (rows.length > 1 && sample.length < csv.length) rows.pop();
  const counts = (separator: string) => rows.map((row) => row.split(separator).length - 1);
  const inFirst = (separator: string) => counts(separator)[0] ?? 0;
  const even = separators.find((one) => inFirst(one) > 0 && counts(one).every((n) => n === inFirst(one)));
  return even ?? separators.toSorted((a, b) => inFirst(b) - inFirst(a))[0] ?? ';';
}

/** A cell: a quoted value with any text after its closing quote, or a plain value. */
function cellPattern(separator: Separator): string {
  const other = separator === '|' ? '\\|' : separator;
  return `"[^"]*(?:""[^"]*)*"?[^${other}\\r\\n]*|[^"${other}\\r\\n][^${other}\\r\\n]*`;
}

/**
 * The rows of a CSV (RFC 4180).
 *
 * papaparse takes as long (10 MB in 2 to 3 s), but splits `name;sum` at the decimal commas below it, and merges a cell with
 * text after its closing quote (`"a"b,c`) with the next cells.
 */
export function* csvRows({ rows, separator }: CsvText): Generator<string[]> {
  const token = new RegExp(`(${cellPattern(separator)})|(\\r\\n?|\\n)|.`, 'gs');
  let row: string[] = [];
  let cell = '';
  for (let match = token.exec(rows); match; match = token.exec(rows)) {
    const [, value, end] = match;
    if (value !== undefined) cell = plain(value);
    else {
      row.push(cell);
      cell = '';
      if (end === undefined) continue;
      yield row;
      row = [];
    }
  }
  if (cell !== '' || row.length > 0) yield [...row, cell];
}

/** A value without its quotes. */
function plain(value: string): string {
  if (!value.startsWith('"')) return value;
  const [, quoted = '', rest = ''] = /^"([^"]*(?:""[^"]*)*)"?(.*)$/s.exec(value) ?? [];
  return quoted.replaceAll('""', '"') + rest;
}

/** A CSV with semicolons, which LibreOffice expects when it opens a CSV without a dialog. */
export function semicolonCsv({ rows, separator }: CsvText): string {
  if (separator === ';') return rows;
  return rows.replace(
    new RegExp(`(${cellPattern(separator)})|${separator === '|' ? '\\|' : separator}`, 'g'),
    (_, text?: string) => {
      if (text === undefined) return ';';
      return text.includes(';') && !text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
    },
  );
}
