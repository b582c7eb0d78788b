import { type PDFDict, PDFNumber } from '@cantoo/pdf-lib';
import { asName, isText, itemsOf, textOf } from '../pdfa/objects.ts';
import { addAttributes, attributeOf } from './attributes.ts';
import { notAccessible } from './notAccessible.ts';
import type { Tag } from './structureTree.ts';

/** Limit of the rows times the columns of a table. */
const maximumCells = 1_000_000;
/** Limit of the cells of all tables, because a cell can span many. */
const maximumInAll = 3_000_000;
/** Limit of the headers that a cell names, because many cells can share a list of them. */
const maximumHeaders = 100;

interface Cell {
  tag: Tag;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

interface Table {
  cells: Cell[];
  /** For each row and column the cell that covers it. */
  grid: (Cell | undefined)[][];
}

/**
 * Checks that the cells of each table form a grid (ISO 14289-1, 7.2) and that each header cell has a scope, or each other cell
 * headers (7.5). A header cell in a row of header cells, or at the start of a row, gets its scope.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkTables(tags: readonly Tag[], classes: PDFDict | undefined): void {
  let size = 0;
  for (const table of tags.filter(({ type }) => type === 'Table')) {
    const found = gridOf(table, classes);
    size += found.grid.length * (found.grid[0]?.length ?? 0);
    if (size > maximumInAll) throw notAccessible(`its tables have more than ${maximumInAll} cells`);
    checkHeaders(table, found, classes);
  }
}

function checkHeaders(table: Tag, { cells, grid }: Table, classes: PDFDict | undefined): void {
  const width = grid[0]?.length ?? 0;
  /** The number of header cells at the start of each row. */
  const headers = grid.map((row) => {
    const end = row.findIndex((cell) => cell?.tag.type !== 'TH');
    return end < 0 ? width : end;
  });
  const scopes = cells
    .filter(({ tag }) => tag.type === 'TH')
    .map((cell) => ({ cell, scope: scopeOf(cell, { headers: headers[cell.row] ?? 0, width }, classes) }));
  if (scopes.every(({ scope }) => scope === 'own') || namesHeaders(cells, classes)) return;
  for (const { cell, scope } of scopes) {
    if (scope === undefined)
      throw notAccessible(
        `a table${table.place} has a header cell that is for neither its row nor its column, and its cells do not name their headers`,
      );
    if (scope !== 'own') addAttributes(cell.tag.dict, { O: 'Table', Scope: scope });
  }
}

/** What a header cell is for: its own attribute says it, or its place among the other cells does. */
function scopeOf(
  { tag, column }: Cell,
  row: { headers: number; width: number },
  classes: PDFDict | undefined,
): 'own' | 'Column' | 'Row' | undefined {
  if (asName(attributeOf(tag.dict, classes, 'Table', 'Scope'))) return 'own';
  if (row.headers === row.width) return 'Column';
  return column < row.headers ? 'Row' : undefined;
}

/** Whether each cell that is no header names its headers, and they exist. */
function namesHeaders(cells: readonly Cell[], classes: PDFDict | undefined): boolean {
  const ids = new Set(cells.filter(({ tag }) => tag.type === 'TH').map(({ tag }) => textOf(tag.dict, 'ID')));
  return cells
    .filter(({ tag }) => tag.type === 'TD')
    .every(({ tag }) => {
      const headers = itemsOf(attributeOf(tag.dict, classes, 'Table', 'Headers')).filter(isText);
      if (headers.length > maximumHeaders)
        throw notAccessible(`a cell of a table${tag.place} names more than ${maximumHeaders} headers`);
      return (
        headers.length > 0 && headers.every((each) => each.decodeText() !== '' && ids.has(each.decodeText()))
      );
    });
}

function gridOf(table: Tag, classes: PDFDict | undefined): Table {
  const rows = table.children.flatMap((each) =>
    each.type === 'TR' ? [each] : each.children.filter(({ type }) => type === 'TR'),
  );
  const irregular = () =>
    notAccessible(`the cells of a table${table.place} do not form rows and columns of the same length`);
  const span = (tag: Tag, key: string) => {
    const value = attributeOf(tag.dict, classes, 'Table', key);
    const cells = value instanceof PDFNumber ? value.asNumber() : 1;
    if (!Number.isInteger(cells) || cells < 1 || cells > maximumCells) throw irregular();
    return cells;
  };
  const width = (rows[0]?.children ?? []).reduce((sum, tag) => sum + span(tag, 'ColSpan'), 0);
  if (width * rows.length > maximumCells)
    throw notAccessible(`a table${table.place} has more than ${maximumCells} cells`);
  const cells: Cell[] = [];
  const grid: Table['grid'] = rows.map(() => Array.from({ length: width }));
  for (const [row, { children }] of rows.entries()) {
    let column = 0;
    for (const tag of children) {
      while (column < width && grid[row]?.[column]) column++;
      const cell = { tag, row, column, rows: span(tag, 'RowSpan'), columns: span(tag, 'ColSpan') };
      cells.push(cell);
      if (row + cell.rows > rows.length || column + cell.columns > width) throw irregular();
      for (const line of grid.slice(row, row + cell.rows))
        for (let at = column; at < column + cell.columns; at++) {
          if (line[at]) throw irregular();
          line[at] = cell;
        }
      column += cell.columns;
    }
  }
  if (grid.some((line) => line.includes(undefined))) throw irregular();
  return { cells, grid };
}
