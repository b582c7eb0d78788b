import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';
import { commentShapes, commentsPart } from './xmlComments.ts';
import { isHidden, worksheet, type XmlSheet } from './xmlWorksheet.ts';

/** A defined name of a workbook. */
export interface XmlName {
  name: string;
  formula: string;
  /** The index of the sheet that it belongs to; undefined for the workbook. */
  sheet: number | undefined;
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

const relation = (id: string, type: string, target: string, mode = '') =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${escaped(target)}"${mode}/>`;
const relations = (...rows: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
const override = (path: string, type: string) =>
  `<Override PartName="/xl/${path}" ContentType="${types}.${type}+xml"/>`;

/**
 * The parts of an XLSX.
 * @param styles the part `xl/styles.xml`
 * @param paper number of the paper for sheets that name none
 */
export function partsOf(
  sheets: readonly XmlSheet[],
  names: readonly XmlName[],
  styles: string,
  paper: number,
): Map<string, Buffer> {
  const paths = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const commented = sheets.flatMap(({ comments }, index) =>
    comments.length > 0 ? [{ comments, number: index + 1 }] : [],
  );
  const overrides = [
    override('workbook.xml', 'sheet.main'),
    override('styles.xml', 'styles'),
    ...paths.map((path) => override(path, 'worksheet')),
    ...commented.map(({ number }) => override(`comments${number}.xml`, 'comments')),
  ];
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': workbook(sheets, names),
    'xl/_rels/workbook.xml.rels': relations(
      ...paths.map((path, index) => relation(`rId${index + 1}`, 'worksheet', path)),
      relation('styles', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      commented.flatMap(({ comments, number }) => [
        [`xl/comments${number}.xml`, commentsPart(comments)],
        [`xl/drawings/notes${number}.vml`, commentShapes(comments)],
      ]),
    ),
    ...Object.fromEntries(
      sheets.flatMap((sheet, index) => [
        [`xl/worksheets/sheet${index + 1}.xml`, worksheet(sheet, paper)],
        [`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, sheetRelations(sheet, index)],
      ]),
    ),
  };
  return new Map(Object.entries(parts).map(([path, xml]) => [path, Buffer.from(declaration + xml)]));
}

function workbook(sheets: readonly XmlSheet[], names: readonly XmlName[]): string {
  const rows = sheets.map(
    (sheet, index) =>
      `<sheet name="${escaped(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${isHidden(sheet) ? ' state="hidden"' : ''}/>`,
  );
  const defined = names.map(
    ({ name, formula, sheet }) =>
      `<definedName name="${escaped(name)}"${sheet === undefined ? '' : ` localSheetId="${sheet}"`}>${escaped(formula)}</definedName>`,
  );
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${rows.join('')}</sheets>${
    defined.length > 0 ? `<definedNames>${defined.join('')}</definedNames>` : ''
  }</workbook>`;
}

function sheetRelations({ links, comments }: XmlSheet, index: number): string {
  return relations(
    ...links.flatMap(({ target }, link) =>
      target.startsWith('#')
        ? []
        : [relation(`link${link + 1}`, 'hyperlink', target, ' TargetMode="External"')],
    ),
    ...(comments.length > 0
      ? [
          relation('comments', 'comments', `../comments${index + 1}.xml`),
          relation('notes', 'vmlDrawing', `../drawings/notes${index + 1}.vml`),
        ]
      : []),
  );
}
