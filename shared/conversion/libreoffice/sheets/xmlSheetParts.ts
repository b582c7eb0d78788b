import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';

/** A worksheet as parts of SpreadsheetML. */
export interface XmlSheet {
  name: string;
  hidden: boolean;
  columns: string;
  rows: string;
  merged: string[];
  landscape: boolean;
  paper: string | undefined;
}

/** A cell of an XML spreadsheet. */
export interface XmlCell {
  style: number;
  formula: string | undefined;
  type: string;
  text: string | undefined;
}

/** A cell of SpreadsheetML (ECMA-376 part 1, 18.3.1.4). @param name such as `B3` */
export function cellOf(name: string, { style, formula, type, text = '' }: XmlCell): string {
  const start = `<c r="${name}" s="${style}"`;
  const f = formula === undefined ? '' : `<f>${escaped(formula)}</f>`;
  if (text === '' && f === '') return `${start}/>`;
  const number = type === 'DateTime' ? days(text) : Number(text);
  if ((type === 'Number' || type === 'DateTime') && Number.isFinite(number))
    return `${start}>${f}<v>${number}</v></c>`;
  if (type === 'Boolean') return `${start} t="b">${f}<v>${text === '1' ? 1 : 0}</v></c>`;
  if (type === 'Error') return `${start} t="e">${f}<v>${escaped(text)}</v></c>`;
  if (f) return `${start} t="str">${f}<v>${escaped(text)}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const days = (date: string) => (Date.parse(`${date}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** The parts of an XLSX. @param styles the part `xl/styles.xml` */
export function partsOf(sheets: readonly XmlSheet[], styles: string): Map<string, Buffer> {
  const paths = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (...rows: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
  const override = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${types}.${type}+xml"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${paths.map((path) => override(path, 'worksheet')).join('')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
      .map(
        ({ name, hidden }, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden ? ' state="hidden"' : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...paths.map((path, index) => relation(`rId${index + 1}`, 'worksheet', path)),
      relation('styles', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/${paths[index]}`, worksheet(sheet)])),
  };
  return new Map(Object.entries(parts).map(([path, xml]) => [path, Buffer.from(declaration + xml)]));
}

function worksheet({ columns, rows, merged, landscape, paper }: XmlSheet): string {
  const setup = `${paper ? ` paperSize="${paper}"` : ''}${landscape ? ' orientation="landscape"' : ''}`;
  return `<worksheet xmlns="${main}">${columns && `<cols>${columns}</cols>`}<sheetData>${rows}</sheetData>${
    merged.length > 0
      ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : ''
  }${setup && `<pageSetup${setup}/>`}</worksheet>`;
}
