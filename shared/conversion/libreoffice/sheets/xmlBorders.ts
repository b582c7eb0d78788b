import { entryOf } from './entryOf.ts';
import type { XmlAttributes } from './xmlTokens.ts';

/** The borders of a style: the XML of each side. */
export type Borders = Readonly<Record<string, string>>;

/** The positions of borders in the order of SpreadsheetML (ECMA-376 part 1, 18.8.4), which has one line for both diagonals. */
const sides: Readonly<Record<string, string>> = {
  Left: 'left',
  Right: 'right',
  Top: 'top',
  Bottom: 'bottom',
  DiagonalLeft: 'diagonal',
  DiagonalRight: 'diagonal',
};

/** Line styles in SpreadsheetML by the style of the line, and by its weight for a style with several. */
const lines: Readonly<Record<string, readonly string[]>> = {
  Continuous: ['hair', 'thin', 'medium', 'thick'],
  Dash: ['dashed', 'dashed', 'mediumDashed', 'mediumDashed'],
  Dot: ['dotted'],
  DashDot: ['dashDot', 'dashDot', 'mediumDashDot', 'mediumDashDot'],
  DashDotDot: ['dashDotDot', 'dashDotDot', 'mediumDashDotDot', 'mediumDashDotDot'],
  SlantDashDot: ['slantDashDot'],
  Double: ['double'],
};

/** Borders with a further one. @param color in hexadecimal; undefined for the automatic colour */
export function withBorder(borders: Borders, attributes: XmlAttributes, color: string | undefined): Borders {
  const position = attributes('Position') ?? '';
  const side = entryOf(sides, position);
  const styles = entryOf(lines, attributes('LineStyle'));
  if (!side || !styles) return borders;
  const style = styles[Number(attributes('Weight') ?? 0)] ?? styles[0];
  const drawn = color ? `<color rgb="FF${color}"/>` : '<color auto="1"/>';
  return { ...borders, [position]: `<${side} style="${style}">${drawn}</${side}>` };
}

/** A border of SpreadsheetML (ECMA-376 part 1, 18.8.4). */
export function borderOf(borders: Borders): string {
  const { DiagonalLeft: down, DiagonalRight: up } = borders;
  const directions = `${up ? ' diagonalUp="1"' : ''}${down ? ' diagonalDown="1"' : ''}`;
  const { Left = '', Right = '', Top = '', Bottom = '' } = borders;
  return `<border${directions}>${Left}${Right}${Top}${Bottom}${down ?? up ?? ''}</border>`;
}
