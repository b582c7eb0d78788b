import { pageText } from '../../inputs/pageEncoding.ts';

/**
 * HTML that is named .doc or .xls, as web applications write it. LibreOffice opens it as a text document or a spreadsheet by
 * its extension. All its characters are ASCII, so that no declared encoding matters.
 */
export async function legacyText(
  bytes: Uint8Array,
  from: 'doc' | 'xls',
): Promise<{ extension: string; bytes: Uint8Array }> {
  const html = await pageText(bytes);
  const ascii = html.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
  return { extension: from === 'doc' ? 'html' : 'xls', bytes: Buffer.from(ascii) };
}
