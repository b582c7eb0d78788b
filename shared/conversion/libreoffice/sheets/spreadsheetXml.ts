import type { NamedFile } from '../../files.ts';
import { formatOfName, withExtension } from '../../formats/formats.ts';
import { isOle2 } from '../../inputs/ole2Streams.ts';
import { pageText } from '../../inputs/pageEncoding.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import { a1Formula, cellName, largest } from './a1Formula.ts';
import { entryOf } from './entryOf.ts';
import { cellOf, type XmlCell } from './xmlCell.ts';
import { CellStyles } from './xmlCellStyles.ts';
import { numberOf } from './xmlNumber.ts';
import { partsOf, type XmlName } from './xmlSheetParts.ts';
import { type XmlAttributes, xmlTokens } from './xmlTokens.ts';
import type { XmlSheet } from './xmlWorksheet.ts';

/** The root of an XML spreadsheet. HTML that Excel writes declares the same namespace, but has no such root. */
const root = /^\ufeff?\s*(?:<[?!][^>]*>\s*)*<(?:\w+:)?Workbook\s/;

/**
 * Converts an XML spreadsheet of Excel 2002 and 2003, which LibreOffice as WebAssembly cannot open, to an XLSX: values, formulas,
 * names, comments, links, styles, sizes, merged cells, hidden sheets, filters, frozen panes and the page setup. Other files
 * are returned unchanged.
 * @param paper number of the paper for sheets that name none
 * @throws DocumentRefused `corrupt_file` if a cell is outside of its sheet
 */
export async function withoutSpreadsheetXml(file: NamedFile, paper: number): Promise<NamedFile> {
  if (formatOfName(file.name)?.name !== 'xls' || isOle2(file.bytes)) return file;
  const xml = await pageText(file.bytes);
  if (!root.test(xml)) return file;
  const reader = new WorkbookReader();
  for (const each of xmlTokens(xml)) {
    if (each.type === 'text') reader.text(each.text);
    else if (each.type === 'open') reader.open(each.name, each.attributes);
    else reader.close(each.name);
  }
  const bytes = await zipParts(partsOf(reader.sheets, reader.names, reader.styles.part(), paper));
  return { name: withExtension(file.name, 'xlsx'), bytes };
}

/** Names that Excel defines for a sheet, which SpreadsheetML writes with a prefix (ECMA-376 part 1, 18.2.5). */
const builtInName = /^(?:Print_Area|Print_Titles|_FilterDatabase)$/;

class WorkbookReader {
  readonly sheets: XmlSheet[] = [];
  readonly names: XmlName[] = [];
  readonly styles = new CellStyles();
  #row = 0;
  #column = 0;
  #rowSpan = 0;
  #mergedColumns = 0;
  #cells = '';
  #rowAttributes = '';
  #cell: XmlCell | undefined;
  #isInData = false;
  #isInComment = false;
  #isInOptions = false;
  /** The attributes and the text of the last element. */
  #attributes: XmlAttributes = () => undefined;
  #text = '';

  open(name: string, attributes: XmlAttributes): void {
    this.#text = '';
    this.#attributes = attributes;
    entryOf(this.#opened, name)?.(attributes);
    this.styles.open(name, attributes);
  }

  close(name: string): void {
    if (this.#isInOptions || name === 'AutoFilter')
      this.#sheet?.settings.set(name, { attributes: this.#attributes, text: this.#text.trim() });
    entryOf(this.#closed, name)?.();
  }

  text(text: string): void {
    this.#text += text;
    if (!this.#isInData || !this.#cell) return;
    const comment = this.#isInComment ? this.#sheet?.comments.at(-1) : undefined;
    if (comment) comment.text += text;
    else this.#cell.text += text;
  }

  get #sheet(): XmlSheet | undefined {
    return this.sheets.at(-1);
  }

  get #name(): string {
    return cellName(this.#row, this.#column);
  }

  readonly #opened: Readonly<Record<string, (attributes: XmlAttributes) => void>> = {
    Worksheet: (attributes) => {
      const name = attributes('Name') ?? `Sheet${this.sheets.length + 1}`;
      this.sheets.push({
        name,
        columns: '',
        rows: '',
        merged: [],
        links: [],
        comments: [],
        settings: new Map(),
      });
      this.#row = 0;
      this.#column = 0;
    },
    NamedRange: (attributes) => {
      const name = attributes('Name');
      const formula = a1Formula(attributes('RefersTo') ?? '', 1, 1);
      const sheet = this.#sheet && this.sheets.length - 1;
      if (name && formula)
        this.names.push({ name: builtInName.test(name) ? `_xlnm.${name}` : name, formula, sheet });
    },
    Column: (attributes) => {
      const first = numberOf(attributes, 'Index', { none: this.#column + 1, least: 1, most: largest.column });
      this.#column = first + numberOf(attributes, 'Span', { none: 0, most: largest.column - first });
      // Points; a character of the default font is about 5.25 points wide.
      const width = Number(attributes('Width') ?? 48) / 5.25;
      const hidden = attributes('Hidden') === '1' ? ' hidden="1"' : '';
      if (this.#sheet)
        this.#sheet.columns += `<col min="${first}" max="${this.#column}" width="${width.toFixed(2)}" customWidth="1"${hidden}/>`;
    },
    Row: (attributes) => {
      this.#row = numberOf(attributes, 'Index', { none: this.#row + 1, least: 1, most: largest.row });
      this.#column = 0;
      this.#cells = '';
      const height = Number(attributes('Height') ?? Number.NaN);
      this.#rowAttributes = `${height >= 0 ? ` ht="${height}" customHeight="1"` : ''}${attributes('Hidden') === '1' ? ' hidden="1"' : ''}`;
      this.#rowSpan = numberOf(attributes, 'Span', { none: 0, most: largest.row - this.#row });
    },
    Cell: (attributes) => this.#openCell(attributes),
    Comment: (attributes) => {
      this.#isInComment = true;
      if (this.#cell)
        this.#sheet?.comments.push({
          row: this.#row,
          column: this.#column,
          author: attributes('Author') ?? '',
          text: '',
        });
    },
    Data: (attributes) => {
      this.#isInData = true;
      if (this.#isInComment || !this.#cell) return;
      this.#cell.type = attributes('Type') ?? 'String';
      this.#cell.text = '';
    },
    WorksheetOptions: () => {
      this.#isInOptions = true;
    },
  };

  #openCell(attributes: XmlAttributes): void {
    this.#column = numberOf(attributes, 'Index', { none: this.#column + 1, least: 1, most: largest.column });
    const across = numberOf(attributes, 'MergeAcross', { none: 0, most: largest.column - this.#column });
    const down = numberOf(attributes, 'MergeDown', { none: 0, most: largest.row - this.#row });
    if (across + down > 0)
      this.#sheet?.merged.push(`${this.#name}:${cellName(this.#row + down, this.#column + across)}`);
    this.#mergedColumns = across;
    const target = attributes('HRef');
    if (target) this.#sheet?.links.push({ cell: this.#name, target });
    const a1 = (formula: string | undefined) => formula && a1Formula(formula, this.#row, this.#column);
    this.#cell = {
      style: this.styles.indexOf(attributes('StyleID')),
      formula: a1(attributes('Formula')),
      array: a1(attributes('ArrayRange')),
      type: 'String',
      text: '',
    };
  }

  readonly #closed: Readonly<Record<string, () => void>> = {
    Comment: () => {
      this.#isInComment = false;
    },
    Data: () => {
      this.#isInData = false;
    },
    Cell: () => {
      if (this.#cell) this.#cells += cellOf(this.#name, this.#cell);
      this.#cell = undefined;
      this.#column += this.#mergedColumns;
    },
    Row: () => {
      if (this.#sheet) this.#sheet.rows += `<row r="${this.#row}"${this.#rowAttributes}>${this.#cells}</row>`;
      this.#row += this.#rowSpan;
    },
    WorksheetOptions: () => {
      this.#isInOptions = false;
    },
  };
}
