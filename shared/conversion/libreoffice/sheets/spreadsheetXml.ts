import { zipParts } from '../../inputs/zipParts.ts';
import { a1Formula, cellName } from './a1Formula.ts';
import { CellStyles } from './xmlCellStyles.ts';
import { cellOf, partsOf, type XmlCell, type XmlSheet } from './xmlSheetParts.ts';
import { type XmlAttributes, xmlTokens } from './xmlTokens.ts';

/**
 * Converts an XML spreadsheet of Excel 2002 and 2003, which LibreOffice as WebAssembly cannot open, to an XLSX: values, formulas,
 * number formats, fonts, fills, alignment, sizes, merged cells, hidden sheets and the page setup.
 * @param paper number of the paper for sheets that name none
 */
export async function spreadsheetXml(xml: string, paper: number): Promise<Uint8Array> {
  const reader = new WorkbookReader();
  for (const each of xmlTokens(xml)) {
    if (each.type === 'text') reader.text(each.text);
    else if (each.type === 'open') reader.open(each.name, each.attributes);
    else reader.close(each.name);
  }
  const sheets = reader.sheets.map((sheet) => ({ ...sheet, paper: sheet.paper ?? `${paper}` }));
  return zipParts(partsOf(sheets, reader.styles.part()));
}

class WorkbookReader {
  readonly sheets: XmlSheet[] = [];
  readonly styles = new CellStyles();
  #row = 0;
  #column = 0;
  #cells = '';
  #rowAttributes = '';
  #cell: XmlCell | undefined;
  #isInData = false;
  #isInComment = false;
  /** The text of the last element. */
  #text = '';

  open(name: string, attributes: XmlAttributes): void {
    this.#text = '';
    this.#opened[name]?.(attributes);
    this.styles.open(name, attributes);
  }

  close(name: string): void {
    this.#closed[name]?.();
  }

  text(text: string): void {
    this.#text += text;
    if (this.#isInData && this.#cell) this.#cell.text = (this.#cell.text ?? '') + text;
  }

  get #sheet(): XmlSheet | undefined {
    return this.sheets.at(-1);
  }

  readonly #opened: Readonly<Record<string, (attributes: XmlAttributes) => void>> = {
    Worksheet: (attributes) => {
      const name = attributes('Name') ?? `Sheet${this.sheets.length + 1}`;
      const none = { hidden: false, columns: '', rows: '', merged: [], landscape: false, paper: undefined };
      this.sheets.push({ name, ...none });
      this.#row = 0;
      this.#column = 0;
    },
    Column: (attributes) => {
      const first = Number(attributes('Index') ?? this.#column + 1);
      this.#column = first + Number(attributes('Span') ?? 0);
      // Points; a character of the default font is about 5.25 points wide.
      const width = Number(attributes('Width') ?? 48) / 5.25;
      const hidden = attributes('Hidden') === '1' ? ' hidden="1"' : '';
      if (this.#sheet)
        this.#sheet.columns += `<col min="${first}" max="${this.#column}" width="${width.toFixed(2)}" customWidth="1"${hidden}/>`;
    },
    Row: (attributes) => {
      this.#row = Number(attributes('Index') ?? this.#row + 1);
      this.#column = 0;
      this.#cells = '';
      const height = attributes('Height');
      this.#rowAttributes = `${height ? ` ht="${Number(height)}" customHeight="1"` : ''}${attributes('Hidden') === '1' ? ' hidden="1"' : ''}`;
      this.#rowSpan = Number(attributes('Span') ?? 0);
    },
    Cell: (attributes) => {
      this.#column = Number(attributes('Index') ?? this.#column + 1);
      const across = Number(attributes('MergeAcross') ?? 0);
      const down = Number(attributes('MergeDown') ?? 0);
      if (across + down > 0)
        this.#sheet?.merged.push(
          `${cellName(this.#row, this.#column)}:${cellName(this.#row + down, this.#column + across)}`,
        );
      this.#mergedColumns = across;
      const formula = attributes('Formula');
      this.#cell = {
        style: this.styles.indexOf(attributes('StyleID')),
        formula: formula && a1Formula(formula, this.#row, this.#column),
        type: 'String',
        text: undefined,
      };
    },
    Comment: () => {
      this.#isInComment = true;
    },
    Data: (attributes) => {
      if (this.#isInComment || !this.#cell) return;
      this.#isInData = true;
      this.#cell.type = attributes('Type') ?? 'String';
      this.#cell.text = '';
    },
    Layout: (attributes) => {
      if (this.#sheet) this.#sheet.landscape = attributes('Orientation') === 'Landscape';
    },
  };

  #rowSpan = 0;
  #mergedColumns = 0;

  readonly #closed: Readonly<Record<string, () => void>> = {
    Comment: () => {
      this.#isInComment = false;
    },
    Data: () => {
      this.#isInData = false;
    },
    Cell: () => {
      if (this.#cell) this.#cells += cellOf(cellName(this.#row, this.#column), this.#cell);
      this.#cell = undefined;
      this.#column += this.#mergedColumns;
    },
    Row: () => {
      if (this.#sheet) this.#sheet.rows += `<row r="${this.#row}"${this.#rowAttributes}>${this.#cells}</row>`;
      this.#row += this.#rowSpan;
    },
    Visible: () => {
      if (this.#sheet) this.#sheet.hidden = this.#text.trim() !== 'SheetVisible';
    },
    PaperSizeIndex: () => {
      if (this.#sheet) this.#sheet.paper = /^\d+$/.exec(this.#text.trim())?.[0];
    },
  };
}
