import { richTextFontTable } from '../../fonts/document/richTextFonts.ts';
import { fontKey } from '../../fonts/fontTable.ts';
import { allParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';

const parts = /^(word|ppt|xl)\/.*\.xml$/;
/** Font names of WordprocessingML, DrawingML and SpreadsheetML, outside the font table of a DOCX. */
const names =
  /(\s(?:\w+:)?(?:ascii|hAnsi|cs|eastAsia|typeface)="|<(?:\w+:)?(?:name|rFont)\s+val=")([^"]*)(?=")/g;

/** Whether `renameFonts` can edit a document. */
export function canRenameFonts(bytes: Uint8Array, extension: string): boolean {
  return isRichText(bytes) || (/^(do|xl|pp|po)/.test(extension) && bytes[0] === 0x50 && bytes[1] === 0x4b);
}

const isRichText = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '{\\rtf';

/**
 * Replaces the names of unavailable fonts in an OOXML or RTF document. LibreOffice ignores some of their descriptions: in a DOCX and
 * an RTF every font without one is a serif font, and a DOCX or XLSX has no fixed-width fonts.
 * @param families font name → family in its place
 */
export async function renameFonts(
  bytes: Uint8Array,
  families: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  if (isRichText(bytes)) return renameInRichText(bytes, families);
  const byKey = new Map([...families].map(([name, family]) => [fontKey(escaped(name)), family]));
  const renamed = (xml: string) =>
    xml.replace(names, (found, before, name) => {
      const family = byKey.get(fontKey(name));
      return family === undefined ? found : `${before}${family}`;
    });
  const contents = await allParts(bytes);
  for (const [path, content] of contents)
    if (parts.test(path)) contents.set(path, Buffer.from(renamed(content.toString('utf8'))));
  return zipParts(contents);
}

const escaped = (name: string) =>
  name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function renameInRichText(bytes: Uint8Array, families: ReadonlyMap<string, string>): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const { start, end, entries } = richTextFontTable(text);
  let table = text.slice(start, end);
  for (const { name } of entries) {
    const family = families.get(name);
    if (family !== undefined) table = table.replaceAll(` ${name};`, ` ${family};`);
  }
  return Buffer.from(text.slice(0, start) + table + text.slice(end), 'latin1');
}
