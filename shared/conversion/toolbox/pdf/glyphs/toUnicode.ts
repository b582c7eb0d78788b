import { type PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { utf16be } from '../../../utf16.ts';
import { type Operand, operationsOf } from '../pdfa/contentStream.ts';
import { bytesOf, entryOf, nameOf } from '../pdfa/objects.ts';
import { bytesIn, itemsIn } from '../pdfa/operands.ts';

/** The characters of a font's codes (ISO 32000-1, 9.10.3). */
export function toUnicode(font: PDFDict): Map<number, string> {
  const map = new Map<number, string>();
  const stream = entryOf(font, 'ToUnicode');
  if (!(stream instanceof PDFRawStream)) return map;
  // A character map is PostScript, whose objects are those of content streams.
  for (const { operator, operands } of operationsOf(bytesOf(stream))) {
    if (operator === 'endbfchar')
      for (let at = 0; at + 1 < operands.length; at += 2) add(map, operands[at], operands[at + 1]);
    else if (operator === 'endbfrange')
      for (let at = 0; at + 2 < operands.length; at += 3)
        addRange(map, [operands[at], operands[at + 1]], operands[at + 2]);
  }
  return map;
}

function add(map: Map<number, string>, code: Operand | undefined, text: Operand | undefined): void {
  const [from, value] = [codeIn(code), textIn(text)];
  if (from !== undefined && value !== undefined) map.set(from, value);
}

/** A range of codes has a list of texts, or the first text, whose last character counts on. Only the last byte of its codes differs. */
function addRange(
  map: Map<number, string>,
  [first, last]: (Operand | undefined)[],
  texts: Operand | undefined,
): void {
  const [from, to, start] = [codeIn(first), codeIn(last), textIn(texts)];
  if (from === undefined || to === undefined) return;
  const list = itemsIn(texts).map(textIn);
  for (let code = from; code <= Math.min(to, from + 0xff); code++) {
    const text = list[code - from] ?? (start && counted(start, code - from));
    if (text !== undefined) map.set(code, text);
  }
}

const counted = (text: string, by: number) =>
  text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);

function codeIn(operand: Operand | undefined): number | undefined {
  const [bytes] = bytesIn(operand);
  return bytes?.reduce((code, byte) => code * 256 + byte, 0);
}

function textIn(operand: Operand | undefined): string | undefined {
  const [bytes] = bytesIn(operand);
  return bytes && utf16be(bytes);
}

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
