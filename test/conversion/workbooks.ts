import { contentTypes, type Relation, relations, zipOf } from './ooxml.ts';

/** A sheet of a test workbook. */
export interface Sheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** Content of column A from row 1 on: text, or a formula as `=…`. */
  cells: string[];
  /** Such as `$A$1:$B$2`. */
  printArea?: string;
  /** The element `sheetViews`. */
  view?: string;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const cell = (value: string, index: number) =>
  value.startsWith('=')
    ? `<c r="A${index + 1}"><f>${value.slice(1)}</f></c>`
    : `<c r="A${index + 1}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** An XLSX with these sheets. @param view the element `bookViews`, which selects the active sheet */
export function workbook(sheets: Sheet[], view = ''): Promise<Buffer> {
  const path = (index: number) => `worksheets/sheet${index + 1}.xml`;
  const rows = ({ cells }: Sheet) =>
    cells.map((value, index) => `<row r="${index + 1}">${cell(value, index)}</row>`).join('');
  const areas = sheets.flatMap(({ name, printArea }, index) =>
    printArea
      ? [`<definedName name="_xlnm.Print_Area" localSheetId="${index}">'${name}'!${printArea}</definedName>`]
      : [],
  );
  return zipOf({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      ...Object.fromEntries(sheets.map((_, index) => [`xl/${path(index)}`, 'spreadsheetml.worksheet'])),
    }),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${view}<sheets>${sheets
      .map(
        ({ name, state = 'visible' }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets>${areas.length ? `<definedNames>${areas.join('')}</definedNames>` : ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, index): Relation => [`rId${index + 1}`, 'worksheet', path(index)]),
    ),
    ...Object.fromEntries(
      sheets.map((sheet, index) => [
        `xl/${path(index)}`,
        `<worksheet ${main}>${sheet.view ?? ''}<sheetData>${rows(sheet)}</sheetData></worksheet>`,
      ]),
    ),
  });
}
