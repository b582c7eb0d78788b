import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';

/** A cell of an XML spreadsheet. */
export interface XmlCell {
  style: number;
  formula: string | undefined;
  /** The range of an array formula. */
  array: string | undefined;
  type: string;
  text: string;
}

/** A cell of SpreadsheetML (ECMA-376 part 1, 18.3.1.4). @param name such as `B3` */
export function cellOf(name: string, { style, formula, array, type, text }: XmlCell): string {
  const start = `<c r="${name}" s="${style}"`;
  const range = array === undefined ? '' : ` t="array" ref="${escaped(array)}"`;
  const f = formula === undefined ? '' : `<f${range}>${escaped(formula)}</f>`;
  // LibreOffice calculates a formula without a result. Programs that write XML spreadsheets leave results out or write 0.
  if (text === '' || (f && text === '0')) return f ? `${start}>${f}</c>` : `${start}/>`;
  const number = type === 'DateTime' ? days(text) : Number(text);
  if ((type === 'Number' || type === 'DateTime') && Number.isFinite(number))
    return `${start}>${f}<v>${number}</v></c>`;
  if (type === 'Boolean') return `${start} t="b">${f}<v>${text === '1' ? 1 : 0}</v></c>`;
  if (type === 'Error') return `${start} t="e">${f}<v>${escaped(text)}</v></c>`;
  if (f) return `${start} t="str">${f}<v>${escaped(text)}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const days = (date: string) => (Date.parse(`${date}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
