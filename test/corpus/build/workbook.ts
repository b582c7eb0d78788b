import type { SheetContent } from '../features/sheetObjects.ts';
import { namespaces, office, packageOf, xml } from './package.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

export function workbookOf({
  rows = [['North'], ['South']],
  before = '',
  after = '',
  relations = [],
  parts = {},
}: SheetContent): Promise<Buffer> {
  const cells = rows.map(
    (row, y) =>
      `<row r="${y + 1}">${row
        .map((value, x) => {
          const at = `r="${String.fromCharCode(65 + x)}${y + 1}"`;
          if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
          return value.startsWith('=')
            ? `<c ${at}><f>${value.slice(1)}</f></c>`
            : `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
        })
        .join('')}</row>`,
  );
  return packageOf('xl/workbook.xml', {
    'xl/workbook.xml': {
      type: `${office}.spreadsheetml.sheet.main+xml`,
      content: `${xml}<workbook ${main} ${namespaces}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      relations: [['rId1', 'worksheet', 'worksheets/sheet1.xml']],
    },
    'xl/worksheets/sheet1.xml': {
      type: `${office}.spreadsheetml.worksheet+xml`,
      content: `${xml}<worksheet ${main} ${namespaces} xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">${before}<sheetData>${cells.join('')}</sheetData>${after}</worksheet>`,
      relations,
    },
    ...parts,
  });
}
