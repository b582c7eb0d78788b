import { DocumentRefused } from '../../engines/engine.ts';
import { type CsvText, csvRows } from '../sheets/csvText.ts';
import { flatSpreadsheet, type Paper, paragraphs } from './flatDocument.ts';
import { textWidth } from './textWidth.ts';

/** Columns of a sheet in LibreOffice and Excel. */
const maximumColumns = 16_384;

/**
 * A number that every program writes as it is read: without leading and trailing zeros, exponent and signs other than `-`, and
 * short enough for the format “General” of Excel, which shows 11 characters.
 */
const plainNumber = /^(?=.{1,11}$)(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

/** Millimetres: the font size (10 pt), the margins of a cell, and the width from which a column breaks its lines. */
const [fontSize, cellMargins, widestColumn] = [3.53, 3, 110];

/** Properties of the sheet. */
export interface CsvSheet {
  /** Its name: only letters, digits, spaces and `._-`. */
  name: string;
  paper: Paper;
}

/**
 * A flat OpenDocument spreadsheet with the values of a CSV as they are written: all cells are text, except plain numbers.
 * LibreOffice's own import would take `1/2` for a date.
 * @throws DocumentRefused `too_large_inside`
 */
export function csvSheet(csv: CsvText, sheet: CsvSheet): string {
  const widths: number[] = [];
  const rows: string[] = [];
  for (const cells of csvRows(csv)) {
    if (cells.length > maximumColumns)
      throw new DocumentRefused('too_large_inside', {
        detail: `A row of the CSV has more than ${maximumColumns} cells, the limit of a sheet.`,
      });
    let row = '';
    for (const [column, cell] of cells.entries()) {
      row += cellOf(cell);
      const known = widths[column] ?? 0;
      widths[column] = known;
      // Short cells cannot widen a column.
      for (const line of cell.includes('\n') ? cell.split('\n') : [cell])
        if (line.length * 1050 > known) widths[column] = Math.max(widths[column] ?? 0, textWidth(line));
    }
    rows.push(`<t:table-row>${row}</t:table-row>`);
  }
  return flatSpreadsheet({ ...sheet, columns: widths.map(columnOf), rows: rows.join('') });
}

function cellOf(value: string): string {
  if (value === '') return '<t:table-cell/>';
  if (plainNumber.test(value)) return `<t:table-cell o:value-type="float" o:value="${value}"/>`;
  return `<t:table-cell>${paragraphs(value)}</t:table-cell>`;
}

function columnOf(width = 0): { millimetres: number; wraps: boolean } {
  const millimetres = (width / 1000) * fontSize + cellMargins;
  return {
    millimetres: Math.min(widestColumn, Math.max(12, millimetres)),
    wraps: millimetres > widestColumn,
  };
}
