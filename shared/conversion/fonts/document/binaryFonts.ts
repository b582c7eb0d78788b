import { ole2Streams } from '../../inputs/ole2Streams.ts';
import { xlsRecords } from '../../inputs/xlsRecords.ts';
import { scriptFonts } from '../scriptFonts.ts';
import { classOf, classOfFamily, classOfPitchAndFamily, type DocumentFonts } from './documentFonts.ts';

/** Finds the fonts and rare characters of a DOC, XLS or PPT. */
export function findBinaryFonts(bytes: Uint8Array, found: DocumentFonts): void {
  const streams = ole2Streams(bytes);
  const content = (name: Lowercase<string>) => streams.get(name)?.content();
  const [word, workbook, slides] = [
    content('worddocument'),
    content('workbook'),
    content('powerpoint document'),
  ];
  if (word) {
    const tables = word.readUInt16LE(0x0a) & 0x200 ? content('1table') : content('0table');
    if (tables) findInDoc(word, tables, found);
  }
  if (workbook) findInXls(workbook, found);
  if (slides) findInPpt(slides, found);
  for (const stream of [word, workbook, slides]) if (stream) addRareCharacters(stream, found.characters);
}

const untilZero = (bytes: Buffer) => bytes.toString('utf16le').split('\0', 1)[0] ?? '';

/** The table of fonts, `SttbfFfn` ([MS-DOC] 2.9.286), whose place is in the file information block (2.5.6). */
function findInDoc(word: Buffer, tables: Buffer, { used }: DocumentFonts): void {
  const [start, size] = [word.readUInt32LE(0x112), word.readUInt32LE(0x116)];
  const table = tables.subarray(start, start + size);
  for (let at = 4; at + 40 < table.length; ) {
    const length = table.readUInt8(at) + 1;
    const entry = table.subarray(at, at + length);
    const name = untilZero(entry.subarray(40, entry.length & ~1));
    const panose = entry.toString('hex', 6, 16);
    if (name) used.set(name, classOfPitchAndFamily(entry.readUInt8(1)) ?? classOf({ panose }));
    at += length;
  }
}

/** Records of fonts ([MS-XLS] 2.4.122). */
const fontRecord = 0x0031;

function findInXls(workbook: Buffer, { used }: DocumentFonts): void {
  for (const { type, data } of xlsRecords(workbook)) {
    if (type !== fontRecord || data.length < 16) continue;
    const length = data.readUInt8(14);
    const isWide = (data.readUInt8(15) & 1) !== 0;
    const name = data.toString(isWide ? 'utf16le' : 'latin1', 16, 16 + length * (isWide ? 2 : 1));
    used.set(name, classOfFamily(data.readUInt8(11)));
  }
}

/** The header of a `FontEntityAtom` ([MS-PPT] 2.9.8), after the instance number: its type and its length of 68 bytes. */
const fontEntity = Buffer.from([0xb7, 0x0f, 68, 0, 0, 0]);

function findInPpt(slides: Buffer, { used }: DocumentFonts): void {
  for (let at = slides.indexOf(fontEntity); at >= 0; at = slides.indexOf(fontEntity, at + 6)) {
    const entry = slides.subarray(at + 6, at + 74);
    if (entry.length < 68) return;
    used.set(untilZero(entry.subarray(0, 64)), classOfPitchAndFamily(entry.readUInt8(67)));
  }
}

/** Characters of a script in a row that count as text. Other data has as many by chance only. */
const leastInRow = 3;

/** Text is in UTF-16, at even and odd offsets, between other data. */
function addRareCharacters(bytes: Buffer, characters: Set<number>): void {
  const fonts = new Uint8Array(0x10000);
  for (const [index, { ranges }] of scriptFonts.entries())
    for (const [first, last] of ranges) if (last <= 0xffff) fonts.fill(index + 1, first, last + 1);
  for (const offset of [0, 1]) {
    let [row, font] = [0, 0];
    for (let at = offset; at + 3 < bytes.length; at += 2) {
      const unit = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      if (unit === 0x20) continue;
      const own = fonts[unit] ?? 0;
      row = own > 0 && own === font ? row + 1 : 1;
      font = own;
      if (own > 0 && row >= leastInRow) characters.add(unit);
      if (unit < 0xd800 || unit > 0xd87f) continue;
      const low = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
      if (low >= 0xdc00 && low < 0xe000) characters.add(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
    }
  }
}
