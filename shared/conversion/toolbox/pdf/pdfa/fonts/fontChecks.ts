import { type PDFDict, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../../engines/engine.ts';
import { characterNames } from '../../glyphs/characterNames.ts';
import { toUnicode } from '../../glyphs/toUnicode.ts';
import { notPossible, quoted } from '../notPossible.ts';
import {
  bytesOf,
  dictOf,
  entryOf,
  has,
  itemsOf,
  nameOf,
  numberOf,
  removeKeys,
  streamOf,
} from '../objects.ts';
import { cffProgram } from './cff.ts';
import type { FontUse } from './fontCodes.ts';
import { type FontProgram, widthTolerance } from './fontProgram.ts';
import { widthsOfCids, widthsOfSimpleFont } from './fontWidths.ts';
import { sfntProgram } from './sfnt.ts';
import { baseOfTrueType, differencesOf, glyphsOfSimpleFont } from './simpleFont.ts';
import { type1Program } from './type1.ts';
import { checkType3Glyphs } from './type3Font.ts';

/**
 * Checks a font and its use (ISO 19005-1, 6.3; 19005-2, 6.2.11), and repairs what can be repaired without changing its
 * appearance.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkFont(use: FontUse, part: 1 | 2 | 3): void {
  const { font, codes, visible } = use;
  font.set(PDFName.of('Type'), PDFName.of('Font'));
  const subtype = nameOf(font, 'Subtype');
  const name = quoted(nameOf(font, 'BaseFont') ?? '');
  if (subtype === 'Type3') {
    checkType3Glyphs(use);
    return;
  }
  const composite = subtype === 'Type0';
  const [descendant] = composite ? itemsOf(entryOf(font, 'DescendantFonts')) : [font];
  if (!descendant || !('lookup' in descendant)) throw notPossible(`the font ${name} has no glyphs`);
  const holder = descendant as PDFDict;
  holder.set(PDFName.of('Type'), PDFName.of('Font'));
  const descriptor = dictOf(holder, 'FontDescriptor');
  const embedded = descriptor && programOf(descriptor, part, name);
  if (!embedded) {
    // Invisible text needs no glyphs.
    if (visible) throw notPossible(`the font ${name} is not embedded`);
    if (subtype === 'TrueType' && baseOfTrueType(font, name) && differencesOf(font).size > 0)
      throw notPossible(`the TrueType font ${name} has a custom encoding`);
    return;
  }
  if (nameOf(font, 'BaseFont') === undefined || nameOf(holder, 'BaseFont') === undefined)
    throw notPossible('a font has no name');
  const glyphOf = composite
    ? glyphsOfCids(holder, embedded, name)
    : glyphsOfSimpleFont(font, embedded, part, name);
  const widthOf = composite ? widthsOfCids(holder) : widthsOfSimpleFont(font, name);
  // CID 0 is .notdef, regardless of its glyph. So is code 0 of a font without an encoding.
  const isNotdef = composite || (subtype === 'TrueType' && !has(font, 'Encoding'));
  const isBox = (code: number) => glyphOf(code) === 0 || (isNotdef && code === 0);
  for (const code of codes) {
    const glyph = glyphOf(code);
    if (glyph === undefined || glyph >= embedded.count)
      throw notPossible(`the font ${name} lacks a used glyph`);
    if (isBox(code)) throw notPossible(boxedCharacters(use, isBox, name));
    const [declared, actual] = [widthOf(code), embedded.width(glyph)];
    if (
      visible &&
      (actual === undefined || declared === undefined || Math.abs(declared - actual) > widthTolerance)
    )
      throw notPossible(`the font ${name} has glyphs whose width differs from the declared width`);
  }
  listGlyphs(holder, descriptor, embedded, part);
}

/** Names the characters that a font draws as boxes, as far as the PDF names them, for an error sentence. */
function boxedCharacters({ font, codes, texts }: FontUse, isBox: (code: number) => boolean, name: string) {
  const mapped = toUnicode(font);
  const found = [...codes].filter(isBox).flatMap((code) => {
    const own = mapped.get(code);
    return [...(texts.get(code) ?? []), ...(own === undefined ? [] : [own])];
  });
  const characters = characterNames(found.filter((text) => text !== '\ufffd'));
  return characters
    ? `no font has the characters ${characters}, which are shown as boxes`
    : `a character is shown as a box, because no font has it (in ${name})`;
}

/** Reads the font program. @throws DocumentRefused */
function programOf(descriptor: PDFDict, part: 1 | 2 | 3, name: string): FontProgram | undefined {
  const read = (key: string) => streamOf(descriptor, key);
  const [type1, trueType, other] = [read('FontFile'), read('FontFile2'), read('FontFile3')];
  const stream = type1 ?? trueType ?? other;
  if (!stream) return undefined;
  const bytes = bytesOf(stream);
  try {
    if (type1) return type1Program(bytes, numberOf(type1.dict, 'Length1') ?? 0);
    if (trueType) return sfntProgram(bytes);
    const kind = nameOf(stream.dict, 'Subtype');
    if (kind === 'Type1C' || kind === 'CIDFontType0C') return cffProgram(bytes);
    if (kind === 'OpenType' && part > 1) return sfntProgram(bytes);
  } catch (cause) {
    if (cause instanceof DocumentRefused) throw cause;
    throw notPossible(`the embedded font ${name} is damaged`);
  }
  throw notPossible(`the font ${name} has a format that is not allowed`);
}

/** Maps CIDs to glyphs (ISO 32000-1, 9.7.4.2). */
function glyphsOfCids(
  font: PDFDict,
  program: FontProgram,
  name: string,
): (cid: number) => number | undefined {
  const map = entryOf(font, 'CIDToGIDMap');
  if (nameOf(font, 'Subtype') === 'CIDFontType0') {
    const { byCid } = program;
    return byCid ? (cid) => byCid.get(cid) : (cid) => cid;
  }
  if (nameOf(font, 'Subtype') !== 'CIDFontType2') throw notPossible(`the font ${name} has an unknown type`);
  if (map instanceof PDFRawStream) {
    const table = bytesOf(map);
    return (cid) =>
      cid * 2 + 1 < table.length ? (table[cid * 2] ?? 0) * 256 + (table[cid * 2 + 1] ?? 0) : undefined;
  }
  // The default is Identity, which PDF/A requires to be explicit.
  font.set(PDFName.of('CIDToGIDMap'), PDFName.of('Identity'));
  return (cid) => cid;
}

/** Lists of a font's glyphs must be complete: PDF/A-1 requires one for each font subset, the other parts none. */
function listGlyphs(font: PDFDict, descriptor: PDFDict, program: FontProgram, part: 1 | 2 | 3): void {
  removeKeys(descriptor, 'CIDSet', 'CharSet');
  if (part > 1 || !/^[A-Z]{6}\+/.test(nameOf(font, 'BaseFont') ?? '')) return;
  const subtype = nameOf(font, 'Subtype') ?? '';
  if (/^CIDFont/.test(subtype)) {
    const cids = program.byCid
      ? [...program.byCid.keys()]
      : Array.from({ length: cidCount(font, program) }, (_, cid) => cid);
    const bits = new Uint8Array(Math.floor(Math.max(0, ...cids) / 8) + 1);
    for (const cid of cids) bits[cid >> 3] = (bits[cid >> 3] ?? 0) | (0x80 >> (cid & 7));
    descriptor.set(PDFName.of('CIDSet'), font.context.register(font.context.flateStream(bits)));
  } else if (/Type1$/.test(subtype) && program.byName) {
    const names = [...program.byName.keys()].filter((each) => each !== '.notdef');
    descriptor.set(
      PDFName.of('CharSet'),
      PDFHexString.of(Buffer.from(names.map((each) => `/${each}`).join('')).toString('hex')),
    );
  }
}

/** Number of CIDs with a glyph: the number of glyphs, or of entries in the map. */
function cidCount(font: PDFDict, program: FontProgram): number {
  const map = streamOf(font, 'CIDToGIDMap');
  return map ? bytesOf(map).length / 2 : program.count;
}
