/** The last row and column of a sheet in Excel and LibreOffice. */
export const largest = { row: 1_048_576, column: 16_384 } as const;

/** The name of a cell, such as `B3`. @param row and column from 1 */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

function columnName(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column > 26 ? columnName((column - 1 - rest) / 26) + letter : letter;
}

const line = '(?:\\[-?\\d+\\]|\\d+)?';
/** A cell, or one or several whole rows or columns. */
const reference = new RegExp(
  `(?<![\\w.])(?:R${line}C${line}|R${line}(?::R${line})?|C${line}(?::C${line})?)(?![\\w.(\\[!])`,
  'g',
);

/**
 * A formula of an XML spreadsheet (`=SUM(R[-2]C:R[-1]C)`) with references as XLSX has them (`SUM(A1:A2)`).
 * @param row and column of its cell, from 1
 * @returns undefined for a formula with references outside the sheet
 */
export function a1Formula(formula: string, row: number, column: number): string | undefined {
  let isValid = true;
  const axis = (text: string, from: number, most: number, named: (at: number) => string) => {
    const relative = text === '' || text.startsWith('[');
    const at = relative ? from + Number(text.slice(1, -1)) : Number(text);
    isValid &&= at > 0 && at <= most;
    return isValid ? `${relative ? '' : '$'}${named(at)}` : '';
  };
  const named = (text: string) => {
    const [, rows, columns] = /^(?:R([^C]*))?(?:C(.*))?$/.exec(text) ?? [];
    return `${columns === undefined ? '' : axis(columns, column, largest.column, columnName)}${rows === undefined ? '' : axis(rows, row, largest.row, String)}`;
  };
  // Quoted texts and sheet names stay unchanged.
  const parts = formula.replace(/^=/, '').split(/("[^"]*"|'[^']*')/);
  const converted = parts.map((part) => {
    if (/^["']/.test(part)) return part;
    return part.replace(reference, (found) => {
      const [first = '', last = first] = found.split(':');
      const isCell = first.startsWith('R') && first.includes('C');
      return isCell ? named(first) : `${named(first)}:${named(last)}`;
    });
  });
  return isValid ? converted.join('') : undefined;
}
