import { pageText } from '../../inputs/pageEncoding.ts';
import { spreadsheetXml } from '../sheets/spreadsheetXml.ts';

/** The root of an XML spreadsheet. HTML that Excel writes declares the same namespace, but has no such root. */
const isSpreadsheetXml = /^\ufeff?\s*(?:<[?!][^>]*>\s*)*<(?:\w+:)?Workbook\s/;

/**
 * Text that is named .doc or .xls, as web applications write it: an XML spreadsheet or HTML. LibreOffice opens HTML as a text
 * document or a spreadsheet by its extension. All its characters are ASCII, so that no declared encoding matters.
 * @param paper number of the paper of an XML spreadsheet that names none
 */
export async function legacyText(
  bytes: Uint8Array,
  from: 'doc' | 'xls',
  paper: number,
): Promise<{ extension: string; bytes: Uint8Array }> {
  const html = await pageText(bytes);
  if (from === 'xls' && isSpreadsheetXml.test(html))
    return { extension: 'xlsx', bytes: await spreadsheetXml(html, paper) };
  const ascii = html.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
  return { extension: from === 'doc' ? 'html' : 'xls', bytes: Buffer.from(ascii) };
}
