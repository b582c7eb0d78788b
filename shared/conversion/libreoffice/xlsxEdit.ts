import { unlimitedZip, zipContents } from '../inputs/zipContents.ts';
import { zipParts } from '../inputs/zipParts.ts';

/** What is changed in a workbook before LibreOffice reads it. */
export interface XlsxEdit {
  /** Whether it is printed: sheets begin at their first cell then, and hidden ones have no print area. */
  printed: boolean;
}

/**
 * A workbook whose hidden sheets stay hidden: LibreOffice shows one that is the active sheet, and prints one that has a print area. With
 * `singlePageSheets` it prints a sheet from the first cell that was in sight when it was saved.
 */
export async function editXlsx(bytes: Uint8Array, { printed }: XlsxEdit): Promise<Uint8Array> {
  const parts = await zipContents(bytes, unlimitedZip, () => true, Number.POSITIVE_INFINITY);
  for (const [path, content] of parts) {
    const edit = edits.find(({ where }) => where.test(path))?.edit;
    if (edit) parts.set(path, Buffer.from(edit(content.toString('utf8'), printed)));
  }
  return zipParts(parts);
}

const edits: { where: RegExp; edit: (xml: string, printed: boolean) => string }[] = [
  { where: /^xl\/[^/]+\.xml$/, edit: editWorkbook },
  { where: /^xl\/worksheets\/[^/]+\.xml$/, edit: (xml, printed) => (printed ? unscrolled(xml) : xml) },
];

/** A tag of SpreadsheetML, whatever its prefix, and its attributes. A value may hold the end of a tag. */
const tag = (name: string) => String.raw`<(\w+:)?${name}((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>`;
const attribute = (name: string, attributes = '') =>
  new RegExp(String.raw`\s${name}\s*=\s*["']([^"']*)`).exec(attributes)?.[1];

const sheet = new RegExp(tag('sheet'), 'g');
const view = new RegExp(tag('workbookView'), 'g');
const sheets = new RegExp(tag('sheets'));
const definedName = new RegExp(`${tag('definedName')}[^<]*</(?:\\w+:)?definedName>`, 'g');
const sheetView = new RegExp(tag('sheetView'), 'g');

/** The workbook (ECMA-376 part 1, 18.2). A part of another kind stays as it is. */
function editWorkbook(xml: string, printed: boolean): string {
  const hidden = [...xml.matchAll(sheet)].map(([, , attributes]) =>
    /^(veryH|h)idden$/.test(attribute('state', attributes) ?? ''),
  );
  if (!hidden.includes(true)) return xml;
  const shown = hidden.indexOf(false);
  const activated =
    xml.search(view) >= 0
      ? xml.replace(view, (whole, _prefix, attributes) =>
          hidden[Number(attribute('activeTab', attributes) ?? 0)] ? activate(whole, shown) : whole,
        )
      : xml.replace(sheets, (whole, prefix = '') =>
          hidden[0]
            ? `<${prefix}bookViews><${prefix}workbookView activeTab="${shown}"/></${prefix}bookViews>${whole}`
            : whole,
        );
  if (!printed) return activated;
  return activated.replace(definedName, (whole, _prefix, attributes) => {
    const isArea = attribute('name', attributes)?.toLowerCase() === '_xlnm.print_area';
    return isArea && hidden[Number(attribute('localSheetId', attributes))] ? '' : whole;
  });
}

function activate(workbookView: string, index: number): string {
  const bare = workbookView.replace(/\sactiveTab\s*=\s*("[^"]*"|'[^']*')/, '');
  return bare.replace(/\s*\/?>$/, (end) => ` activeTab="${index}"${end.trim()}`);
}

function unscrolled(xml: string): string {
  return xml.replace(sheetView, (whole) => whole.replace(/\stopLeftCell\s*=\s*("[^"]*"|'[^']*')/, ''));
}
