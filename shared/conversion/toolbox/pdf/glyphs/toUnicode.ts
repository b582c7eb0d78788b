import { type PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { utf16be } from '../../../utf16.ts';
import { bytesOf, entryOf, nameOf } from '../pdfa/objects.ts';

/** The characters of a font's codes (ISO 32000-1, 9.10.3). */
export function toUnicode(font: PDFDict): Map<number, string> {
  const map = new Map<number, string>();
  const stream = entryOf(font, 'ToUnicode');
  if (!(stream instanceof PDFRawStream)) return map;
  const text = Buffer.from(bytesOf(stream)).toString('latin1');
  for (const [, rows = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', value = ''] of rows.matchAll(/<([\da-f]+)>\s*<([\da-f\s]+)>/gi))
      map.set(Number.parseInt(code, 16), utf16(value));
  for (const [, rows = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of rows.matchAll(
      /<([\da-f]+)>\s*<([\da-f]+)>\s*<([\da-f\s]+)>/gi,
    )) {
      const start = Number.parseInt(from, 16);
      const units = utf16(first);
      const last = units.charCodeAt(units.length - 1);
      for (let code = start; code <= Math.min(Number.parseInt(to, 16), start + 0xff); code++)
        map.set(code, units.slice(0, -1) + String.fromCharCode(last + code - start));
    }
  return map;
}

const utf16 = (hexadecimal: string) => utf16be(Buffer.from(hexadecimal.replaceAll(/\s/g, ''), 'hex'));

/** Maps codes that have no character to one. Other programs would read them as U+0000. */
export function mapCodes(font: PDFDict, codes: readonly number[], character: string): void {
  const digits = nameOf(font, 'Subtype') === 'Type0' ? 4 : 2;
  const value = Buffer.from(character, 'utf16le').swap16().toString('hex');
  const rows = codes.map((code) => `<${code.toString(16).padStart(digits, '0')}> <${value}>`);
  const blocks: string[] = [];
  // A block has at most 100 rows.
  for (let first = 0; first < rows.length; first += 100) {
    const block = rows.slice(first, first + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  const stream = entryOf(font, 'ToUnicode');
  const text =
    stream instanceof PDFRawStream ? Buffer.from(bytesOf(stream)).toString('latin1') : emptyMap(digits);
  const changed = text.replace(/endcmap/, `${blocks.join('')}endcmap`);
  const { context } = font;
  font.set(PDFName.of('ToUnicode'), context.register(context.flateStream(Buffer.from(changed, 'latin1'))));
}

function emptyMap(digits: number): string {
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<${'0'.repeat(digits)}> <${'F'.repeat(digits)}>
endcodespacerange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}
