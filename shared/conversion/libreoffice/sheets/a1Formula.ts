/** The name of a cell, such as `B3`. @param row and column from 1 */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

function columnName(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column > 26 ? columnName((column - 1 - rest) / 26) + letter : letter;
}

const reference = /(?<![\w.])R(?:\[(-?\d+)\]|(\d+))?C(?:\[(-?\d+)\]|(\d+))?(?![\w.(])/g;
/** A reference to a whole row or column. */
const wholeLine = /(?<![\w.])[RC](?:\[-?\d+\]|\d+)?(?![\w.([])/;

/**
 * A formula of an XML spreadsheet (`=SUM(R[-2]C:R[-1]C)`) with references as XLSX has them (`SUM(A1:A2)`).
 * @param row and column of its cell, from 1
 * @returns undefined for a formula with references to whole rows or columns, or outside the sheet
 */
export function a1Formula(formula: string, row: number, column: number): string | undefined {
  let isValid = true;
  const axis = (relative: string | undefined, absolute: string | undefined, from: number) => {
    const at = absolute === undefined ? from + Number(relative ?? 0) : Number(absolute);
    isValid &&= at > 0;
    return { mark: absolute === undefined ? '' : '$', at };
  };
  // Quoted texts and sheet names stay unchanged.
  const parts = formula.replace(/^=/, '').split(/("[^"]*"|'[^']*')/);
  const converted = parts.map((part) => {
    if (/^["']/.test(part)) return part;
    const replaced = part.replace(reference, (_, rowBy, rowAt, columnBy, columnAt) => {
      const [r, c] = [axis(rowBy, rowAt, row), axis(columnBy, columnAt, column)];
      return `${c.mark}${columnName(Math.max(1, c.at))}${r.mark}${r.at}`;
    });
    isValid &&= !wholeLine.test(part.replace(reference, ''));
    return replaced;
  });
  return isValid ? converted.join('') : undefined;
}
