import { DocumentRefused } from '../../engines/engine.ts';
import type { XmlAttributes } from './xmlTokens.ts';

/**
 * The value of an attribute that counts rows or columns. LibreOffice drops what is outside the sheet.
 * @param none value if it is absent
 * @throws DocumentRefused `corrupt_file` if it is not an integer from `least` to `most`
 */
export function numberOf(
  attributes: XmlAttributes,
  name: string,
  { none, least = 0, most }: { none: number; least?: number; most: number },
): number {
  const value = Number(attributes(name) ?? none);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new DocumentRefused('corrupt_file', {
    detail: `The XML spreadsheet has a row, column or cell with the attribute ${name} outside of the sheet.`,
  });
}
