import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';
import { a1Formula } from './a1Formula.ts';
import type { XmlComment } from './xmlComments.ts';
import type { XmlAttributes } from './xmlTokens.ts';

/** A worksheet of an XML spreadsheet. */
export interface XmlSheet {
  name: string;
  /** Columns, rows and merged ranges as SpreadsheetML. */
  columns: string;
  rows: string;
  merged: string[];
  links: { cell: string; target: string }[];
  comments: XmlComment[];
  /** The elements of its options and its filter by their names. */
  settings: Map<string, XmlSetting>;
}

interface XmlSetting {
  attributes: XmlAttributes;
  text: string;
}

type Settings = ReadonlyMap<string, XmlSetting>;

export const isHidden = ({ settings }: XmlSheet): boolean =>
  (settings.get('Visible')?.text ?? 'SheetVisible') !== 'SheetVisible';

/**
 * A worksheet of SpreadsheetML (ECMA-376 part 1, 18.3.1.99). Links have the relations `link1`, `link2`, …, and
 * the shapes of comments the relation `notes`.
 * @param paper number of the paper if it names none
 */
export function worksheet(
  { columns, rows, merged, links, comments, settings }: XmlSheet,
  paper: number,
): string {
  const attribute = (name: string, value: string | undefined) =>
    value === undefined ? '' : ` ${name}="${escaped(value)}"`;
  const list = (name: string, items: readonly string[]) => {
    const content = items.join('');
    return content && `<${name}>${content}</${name}>`;
  };
  const filter = a1Formula(settings.get('AutoFilter')?.attributes('Range') ?? '', 1, 1);
  const fits = settings.has('FitToPage');
  const setup = [
    attribute('paperSize', numberOf(settings, 'PaperSizeIndex') ?? `${paper}`),
    attribute('scale', numberOf(settings, 'Scale')),
    attribute('fitToWidth', numberOf(settings, 'FitWidth')),
    attribute('fitToHeight', numberOf(settings, 'FitHeight')),
    settings.get('Layout')?.attributes('Orientation') === 'Landscape' ? ' orientation="landscape"' : '',
  ];
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    fits ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    view(settings),
    list('cols', [columns]),
    `<sheetData>${rows}</sheetData>`,
    filter ? `<autoFilter ref="${escaped(filter.replaceAll('$', ''))}"/>` : '',
    list(
      'mergeCells',
      merged.map((range) => `<mergeCell ref="${range}"/>`),
    ),
    list(
      'hyperlinks',
      links.map(({ cell, target }, index) =>
        target.startsWith('#')
          ? `<hyperlink ref="${cell}"${attribute('location', target.slice(1))}/>`
          : `<hyperlink ref="${cell}" r:id="link${index + 1}"/>`,
      ),
    ),
    settings.has('Gridlines') ? '<printOptions gridLines="1"/>' : '',
    margins(settings),
    `<pageSetup${setup.join('')}/>`,
    list(
      'headerFooter',
      ['Header', 'Footer'].map((name) => {
        const data = settings.get(name)?.attributes('Data');
        return data ? `<odd${name}>${escaped(data)}</odd${name}>` : '';
      }),
    ),
    comments.length > 0 ? '<legacyDrawing r:id="notes"/>' : '',
    '</worksheet>',
  ].join('');
}

const numberOf = (settings: Settings, name: string) => /^\d{1,9}$/.exec(settings.get(name)?.text ?? '')?.[0];

/** The direction of a sheet, and its frozen rows and columns. */
function view(settings: Settings): string {
  const [rows, columns] = ['SplitHorizontal', 'SplitVertical'].map((name) => numberOf(settings, name));
  const split = `${columns ? ` xSplit="${columns}"` : ''}${rows ? ` ySplit="${rows}"` : ''}`;
  const pane = settings.has('FreezePanes') && split ? `<pane${split} state="frozen"/>` : '';
  const direction = settings.has('DisplayRightToLeft') ? ' rightToLeft="1"' : '';
  return pane || direction
    ? `<sheetViews><sheetView${direction} workbookViewId="0">${pane}</sheetView></sheetViews>`
    : '';
}

/** All margins are required in SpreadsheetML; those that are not named are the defaults of Excel 2003, in inches. */
function margins(settings: Settings): string {
  const margin = (element: string, attribute: string, none: number) => {
    const inches = Number(settings.get(element)?.attributes(attribute) ?? none);
    return inches >= 0 && inches < 100 ? inches : none;
  };
  if (!settings.has('PageMargins')) return '';
  const sides = ['Left', 'Right', 'Top', 'Bottom'].map(
    (side) =>
      `${side.toLowerCase()}="${margin('PageMargins', side, side.length > 5 || side === 'Top' ? 1 : 0.75)}"`,
  );
  const header = margin('Header', 'Margin', 0.5);
  const footer = margin('Footer', 'Margin', 0.5);
  return `<pageMargins ${sides.join(' ')} header="${header}" footer="${footer}"/>`;
}
