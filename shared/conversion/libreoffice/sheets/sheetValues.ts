import { hiddenTableStyles } from './hiddenTableStyles.ts';
import { unescaped } from './xmlTokens.ts';

/** A sheet with the texts that its cells show. */
export interface SheetValues {
  name: string;
  hidden: boolean;
  rows: RowValues[];
}

/** A row, without empty cells at its end. */
export interface RowValues {
  cells: string[];
  /** The number of equal rows. */
  repeated: number;
}

/** A tag in flat XML of LibreOffice, or the text between two tags. */
const token = /<(\/?)([\w-]+:[\w-]+)((?:[^<>"]|"[^"]*")*)>|([^<]+)|<[^>]*>/g;

/**
 * The sheets of a flat XML spreadsheet that LibreOffice has written. Comments, shapes and embedded documents, such as those of
 * charts, are left out.
 */
export function sheetValues(xml: string): SheetValues[] {
  const reader = new SheetReader(hiddenTableStyles(xml));
  for (const [, end, element = '', attributes = '', text] of xml.matchAll(token)) {
    if (text !== undefined) reader.text(text);
    else if (end) reader.close(element);
    else {
      reader.open(element, attributes);
      if (attributes.endsWith('/')) reader.close(element);
    }
  }
  return reader.sheets;
}

/** Elements in a sheet whose paragraphs are not the text of a cell. */
const ignored = new Set(['office:annotation', 'table:shapes', 'table:tracked-changes', 'text:ruby-text']);
const isIgnored = (element: string) => ignored.has(element) || /^(draw|dr3d):/.test(element);

const attribute = (attributes: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
const count = (attributes: string, name: string) => Number(attribute(attributes, name) ?? 1);

/** Receives tags and text, and collects sheets. */
class SheetReader {
  readonly sheets: SheetValues[] = [];
  readonly #hiddenStyles: ReadonlySet<string>;
  #row: RowValues = { cells: [], repeated: 1 };
  #lines: string[] = [];
  /** Columns that the current cell stands for, and empty cells before it. */
  readonly #columns = { repeated: 1, skipped: 0 };
  #isInParagraph = false;
  /** Open elements whose content is ignored. */
  #ignored = 0;

  constructor(hiddenStyles: ReadonlySet<string>) {
    this.#hiddenStyles = hiddenStyles;
  }

  open(element: string, attributes: string): void {
    if (isIgnored(element)) this.#ignored++;
    else if (this.#ignored === 0) this.#opened[element]?.(attributes);
  }

  close(element: string): void {
    if (isIgnored(element)) this.#ignored--;
    else if (this.#ignored === 0) this.#closed[element]?.();
  }

  /** LibreOffice indents elements, but not the content of paragraphs. */
  text(xml: string): void {
    if (this.#isInParagraph && this.#ignored === 0) this.#add(unescaped(xml));
  }

  #add(text: string): void {
    this.#lines.push((this.#lines.pop() ?? '') + text);
  }

  readonly #cell = (attributes: string) => {
    this.#lines = [];
    this.#columns.repeated = count(attributes, 'table:number-columns-repeated');
  };

  readonly #opened: Readonly<Record<string, (attributes: string) => void>> = {
    'table:table': (attributes) => {
      const name = unescaped(attribute(attributes, 'table:name') ?? '');
      const hidden = this.#hiddenStyles.has(attribute(attributes, 'table:style-name') ?? '');
      this.sheets.push({ name, hidden, rows: [] });
    },
    'table:table-row': (attributes) => {
      this.#row = { cells: [], repeated: count(attributes, 'table:number-rows-repeated') };
      this.#columns.skipped = 0;
    },
    'table:table-cell': this.#cell,
    'table:covered-table-cell': this.#cell,
    'text:p': () => {
      this.#isInParagraph = true;
      this.#lines.push('');
    },
    'text:s': (attributes) => this.#add(' '.repeat(count(attributes, 'text:c'))),
    'text:tab': () => this.#add('\t'),
    'text:line-break': () => this.#add('\n'),
  };

  readonly #closed: Readonly<Record<string, () => void>> = {
    'table:table-row': () => this.sheets.at(-1)?.rows.push(this.#row),
    'table:table-cell': () => this.#pushCell(this.#lines.join('\n')),
    // The text below a merged cell is not shown.
    'table:covered-table-cell': () => this.#pushCell(''),
    'text:p': () => {
      this.#isInParagraph = false;
    },
  };

  #pushCell(value: string): void {
    const { cells } = this.#row;
    if (value === '') {
      this.#columns.skipped += this.#columns.repeated;
      return;
    }
    for (; this.#columns.skipped > 0; this.#columns.skipped--) cells.push('');
    for (let i = 0; i < this.#columns.repeated; i++) cells.push(value);
  }
}
