import { allParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';

/** Options of `editXlsx`. */
export interface XlsxEdit {
  /** Whether the workbook is printed. If so, scroll positions and the print areas of hidden sheets are removed. */
  printed: boolean;
  /** Number of the paper for sheets without a page setup, if the workbook is printed. */
  paper: number;
}

/**
 * Changes a workbook so that LibreOffice keeps its hidden sheets hidden: it shows a hidden sheet that is active, and prints one
 * that has a print area. With `singlePageSheets` it prints a sheet from its scroll position on, not from its first cell.
 */
export async function editXlsx(bytes: Uint8Array, { printed, paper }: XlsxEdit): Promise<Uint8Array> {
  const parts = await allParts(bytes);
  for (const [path, content] of parts) {
    const edit = edits.find(({ pattern }) => pattern.test(path))?.edit;
    if (edit) parts.set(path, Buffer.from(edit(content.toString('utf8'), { printed, paper })));
  }
  return zipParts(parts);
}

const edits: { pattern: RegExp; edit: (xml: string, options: XlsxEdit) => string }[] = [
  { pattern: /^xl\/[^/]+\.xml$/, edit: editWorkbook },
  {
    pattern: /^xl\/worksheets\/[^/]+\.xml$/,
    edit: (xml, { printed, paper }) => (printed ? withPaper(withoutScrollPosition(xml), paper) : xml),
  },
];

/** A tag of SpreadsheetML with any prefix, and its attributes. Values may contain `>`. */
const tag = (name: string) => String.raw`<(\w+:)?${name}((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>`;
const attribute = (name: string, attributes = '') =>
  new RegExp(String.raw`\s${name}\s*=\s*["']([^"']*)`).exec(attributes)?.[1];

const sheet = new RegExp(tag('sheet'), 'g');
const view = new RegExp(tag('workbookView'), 'g');
const sheets = new RegExp(tag('sheets'));
const definedName = new RegExp(`${tag('definedName')}[^<]*</(?:\\w+:)?definedName>`, 'g');
const sheetView = new RegExp(tag('sheetView'), 'g');

/** Edits the workbook part (ECMA-376 part 1, 18.2). Other parts stay unchanged. */
function editWorkbook(xml: string, { printed }: XlsxEdit): string {
  const hidden = [...xml.matchAll(sheet)].map(([, , attributes]) =>
    /^(veryH|h)idden$/.test(attribute('state', attributes) ?? ''),
  );
  if (!hidden.includes(true)) return xml;
  const firstVisible = hidden.indexOf(false);
  const activated =
    xml.search(view) >= 0
      ? xml.replace(view, (element, _prefix, attributes) =>
          hidden[Number(attribute('activeTab', attributes) ?? 0)] ? activate(element, firstVisible) : element,
        )
      : xml.replace(sheets, (element, prefix = '') =>
          hidden[0]
            ? `<${prefix}bookViews><${prefix}workbookView activeTab="${firstVisible}"/></${prefix}bookViews>${element}`
            : element,
        );
  if (!printed) return activated;
  return activated.replace(definedName, (element, _prefix, attributes) => {
    const isArea = attribute('name', attributes)?.toLowerCase() === '_xlnm.print_area';
    return isArea && hidden[Number(attribute('localSheetId', attributes))] ? '' : element;
  });
}

function activate(workbookView: string, index: number): string {
  const bare = workbookView.replace(/\sactiveTab\s*=\s*("[^"]*"|'[^']*')/, '');
  return bare.replace(/\s*\/?>$/, (end) => ` activeTab="${index}"${end.trim()}`);
}

function withoutScrollPosition(xml: string): string {
  return xml.replace(sheetView, (element) => element.replace(/\stopLeftCell\s*=\s*("[^"]*"|'[^']*')/, ''));
}

/** Excel leaves out the number of Letter, so only a sheet without any setup names no paper. */
function withPaper(xml: string, paper: number): string {
  if (/<(?:\w+:)?pageSetup[\s/>]/.test(xml)) return xml;
  return xml.replace(
    /<\/(\w+:)?worksheet\s*>\s*$/,
    (end, prefix = '') => `<${prefix}pageSetup paperSize="${paper}"/>${end}`,
  );
}
