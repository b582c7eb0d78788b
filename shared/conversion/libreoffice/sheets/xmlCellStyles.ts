import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';
import { entryOf } from './entryOf.ts';
import { type Borders, borderOf, withBorder } from './xmlBorders.ts';
import type { XmlAttributes } from './xmlTokens.ts';

/** The named number formats of XML spreadsheets, as codes. */
const formatCodes: Readonly<Record<string, string>> = {
  'General Number': 'General',
  'General Date': 'm/d/yyyy h:mm',
  'Long Date': 'dddd, mmmm d, yyyy',
  'Medium Date': 'd-mmm-yy',
  'Short Date': 'm/d/yyyy',
  'Long Time': 'h:mm:ss AM/PM',
  'Medium Time': 'h:mm AM/PM',
  'Short Time': 'h:mm',
  Currency: '$#,##0.00',
  'Euro Currency': '[$€-2] #,##0.00',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
  'Yes/No': '"Yes";"Yes";"No"',
  'True/False': '"True";"True";"False"',
  'On/Off': '"On";"On";"Off"',
};

interface Style {
  /** Its position among the styles. */
  index: number;
  font: string;
  fill: string;
  borders: Borders;
  alignment: string;
  code: string;
}

const colour = (value: string | undefined) => /^#([\da-f]{6})$/i.exec(value ?? '')?.[1];
const isOn = (value: string | undefined) => value === '1';

const horizontals: Readonly<Record<string, string>> = {
  Left: 'left',
  Center: 'center',
  Right: 'right',
  Fill: 'fill',
  Justify: 'justify',
  CenterAcrossSelection: 'centerContinuous',
  Distributed: 'distributed',
};

/** The elements of a style, and what they set. */
const setters: Readonly<Record<string, (style: Style, attributes: XmlAttributes) => void>> = {
  Font: (style, attributes) => {
    const rgb = colour(attributes('Color'));
    const size = Number(attributes('Size') ?? 10);
    style.font = [
      isOn(attributes('Bold')) ? '<b/>' : '',
      isOn(attributes('Italic')) ? '<i/>' : '',
      isOn(attributes('StrikeThrough')) ? '<strike/>' : '',
      /^(Single|Double)/.test(attributes('Underline') ?? '') ? '<u/>' : '',
      Number.isFinite(size) ? `<sz val="${size}"/>` : '',
      rgb ? `<color rgb="FF${rgb}"/>` : '',
      `<name val="${escaped(attributes('FontName') ?? 'Arial')}"/>`,
    ].join('');
  },
  Interior: (style, attributes) => {
    const rgb = colour(attributes('Color'));
    if (rgb && attributes('Pattern') === 'Solid')
      style.fill = `<patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill>`;
  },
  Borders: (style) => {
    style.borders = {};
  },
  Border: (style, attributes) => {
    style.borders = withBorder(style.borders, attributes, colour(attributes('Color')));
  },
  Alignment: (style, attributes) => {
    const horizontal = entryOf(horizontals, attributes('Horizontal'));
    const vertical = /^(Top|Center|Bottom|Justify|Distributed)$/.exec(attributes('Vertical') ?? '')?.[1];
    const [indent, rotation] = [Number(attributes('Indent')), Number(attributes('Rotate'))];
    style.alignment = [
      horizontal ? ` horizontal="${horizontal}"` : '',
      vertical ? ` vertical="${vertical.toLowerCase()}"` : '',
      indent > 0 ? ` indent="${indent}"` : '',
      // Downwards is negative here, and from 91 to 180 in SpreadsheetML.
      rotation ? ` textRotation="${rotation < 0 ? 90 - rotation : rotation}"` : '',
      isOn(attributes('WrapText')) ? ' wrapText="1"' : '',
      isOn(attributes('ShrinkToFit')) ? ' shrinkToFit="1"' : '',
    ].join('');
  },
  NumberFormat: (style, attributes) => {
    const code = attributes('Format') ?? 'General';
    style.code = entryOf(formatCodes, code) ?? code;
  },
};

const plain: Omit<Style, 'index'> = {
  font: '<sz val="10"/><name val="Arial"/>',
  fill: '<patternFill/>',
  borders: {},
  alignment: '',
  code: 'General',
};

/** The styles of an XML spreadsheet, collected from its elements. */
export class CellStyles {
  readonly #styles = new Map<string, Style>([['', { ...plain, index: 0 }]]);
  #current: Style | undefined;

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'Worksheet') this.#current = undefined;
    if (name === 'Style') {
      const id = attributes('ID') ?? '';
      const index = this.#styles.get(id)?.index ?? this.#styles.size;
      this.#current = { ...(this.#styles.get(attributes('Parent') ?? 'Default') ?? plain), index };
      this.#styles.set(id, this.#current);
    } else if (this.#current) entryOf(setters, name)?.(this.#current, attributes);
  }

  /** The index of a cell's style. */
  indexOf(id: string | undefined): number {
    return this.#styles.get(id ?? 'Default')?.index ?? 0;
  }

  /** The part `xl/styles.xml`. The first two fills are reserved (ECMA-376 part 1, 18.8.21). */
  part(): string {
    const styles = [...this.#styles.values()];
    const list = (name: string, items: string[]) =>
      `<${name} count="${items.length}">${items.join('')}</${name}>`;
    const xf = ({ alignment }: Style, index: number) =>
      `<xf numFmtId="${170 + index}" fontId="${index}" fillId="${index + 2}" borderId="${index}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment && `<alignment${alignment}/>`}</xf>`;
    const reserved = [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
    ];
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list(
      'numFmts',
      styles.map(({ code }, index) => `<numFmt numFmtId="${170 + index}" formatCode="${escaped(code)}"/>`),
    )}${list(
      'fonts',
      styles.map(({ font }) => `<font>${font}</font>`),
    )}${list('fills', [...reserved, ...styles.map(({ fill }) => `<fill>${fill}</fill>`)])}${list(
      'borders',
      styles.map(({ borders }) => borderOf(borders)),
    )}<cellStyleXfs count="1"><xf/></cellStyleXfs>${list('cellXfs', styles.map(xf))}</styleSheet>`;
  }
}
