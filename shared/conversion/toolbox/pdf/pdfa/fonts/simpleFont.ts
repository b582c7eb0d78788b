import { type PDFDict, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { notPossible, quoted } from '../notPossible.ts';
import { asName, dictOf, entryOf, has, itemsOf, nameOf, numberOf } from '../objects.ts';
import type { FontProgram } from './fontProgram.ts';
import {
  characterOf,
  type Encoding,
  encodingNamed,
  listedCharacter,
  standardEncoding,
} from './glyphNames.ts';

type GlyphOf = (code: number) => number | undefined;

/**
 * Maps single-byte codes to glyphs (ISO 32000-1, 9.6.6).
 * @throws DocumentRefused `pdfa_not_possible` for encodings that PDF/A does not allow (ISO 19005-2, 6.2.11.6)
 */
export function glyphsOfSimpleFont(
  font: PDFDict,
  program: FontProgram,
  part: 1 | 2 | 3,
  name: string,
): GlyphOf {
  const subtype = nameOf(font, 'Subtype');
  if (subtype === 'TrueType') return glyphsOfTrueType(font, program, part, name);
  if (subtype !== 'Type1' && subtype !== 'MMType1') throw notPossible(`the font ${name} has an unknown type`);
  const { byName } = program;
  if (!byName) throw notPossible(`the font ${name} has glyphs without names`);
  const base =
    encodingNamed(nameOf(font, 'Encoding') ?? baseOf(font)) ?? program.encoding ?? standardEncoding;
  const differences = differencesOf(font);
  return (code) => {
    const glyph = differences.get(code) ?? base.get(code);
    return glyph === undefined ? 0 : byName.get(glyph);
  };
}

function glyphsOfTrueType(font: PDFDict, program: FontProgram, part: 1 | 2 | 3, name: string): GlyphOf {
  const maps = program.characterMaps ?? new Map<string, ReadonlyMap<number, number>>();
  const base = baseOfTrueType(font, name);
  if (!base) return glyphsOfSymbols(maps, part, name);
  const differences = differencesOf(font);
  const unicode = maps.get('3,1');
  const macintosh = maps.get('1,0');
  const areListed = [...differences.values()].every((each) => listedCharacter(each) !== undefined);
  if (differences.size > 0 && (part === 1 || !unicode || !areListed))
    throw notPossible(`the TrueType font ${name} has a custom encoding`);
  if ([...maps.keys()].filter((key) => key !== '3,0').length === 0)
    throw notPossible(`the TrueType font ${name} has no character map`);
  return (code) => {
    const glyphName = differences.get(code) ?? base.get(code);
    const character = glyphName === undefined ? undefined : characterOf(glyphName);
    if (glyphName === undefined || character === undefined) return undefined;
    if (unicode) return unicode.get(character.codePointAt(0) ?? 0) ?? 0;
    const macCode = [...(encodingNamed('MacRomanEncoding') ?? [])].find(
      ([, each]) => each === glyphName,
    )?.[0];
    return macCode === undefined ? undefined : (macintosh?.get(macCode) ?? 0);
  };
}

/**
 * The encoding of a TrueType font without its differences; undefined for a symbolic font, which has none.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function baseOfTrueType(font: PDFDict, name: string): Encoding | undefined {
  const flags = numberOf(dictOf(font, 'FontDescriptor') ?? font, 'Flags') ?? 0;
  if (flags & symbolic) {
    if (has(font, 'Encoding')) throw notPossible(`the symbolic TrueType font ${name} has an encoding`);
    return undefined;
  }
  const encoding = nameOf(font, 'Encoding') ?? baseOf(font);
  const base =
    encoding === 'MacRomanEncoding' || encoding === 'WinAnsiEncoding' ? encodingNamed(encoding) : undefined;
  if (!base) throw notPossible(`the TrueType font ${name} has no encoding that is allowed`);
  return base;
}

const symbolic = 4;

function glyphsOfSymbols(
  maps: ReadonlyMap<string, ReadonlyMap<number, number>>,
  part: 1 | 2 | 3,
  name: string,
): GlyphOf {
  const symbols = maps.get('3,0');
  if (maps.size !== 1 && (part === 1 || !symbols))
    throw notPossible(`the symbolic TrueType font ${name} has several character maps`);
  const [first] = maps.values();
  const map = symbols ?? first;
  return (code) =>
    symbols
      ? ([0, 0xf000, 0xf100, 0xf200]
          .map((base) => symbols.get(base + code))
          .find((glyph) => glyph !== undefined) ?? 0)
      : (map?.get(code) ?? 0);
}

/** The name of the encoding that a dictionary of differences is based on. */
export function baseOf(font: PDFDict): string | undefined {
  const encoding = dictOf(font, 'Encoding');
  return encoding && nameOf(encoding, 'BaseEncoding');
}

/** Reads `Differences`: a code, followed by the names of this and the next codes. */
export function differencesOf(font: PDFDict): Encoding {
  const encoding = dictOf(font, 'Encoding');
  const map = new Map<number, string>();
  let code = 0;
  for (const item of encoding ? itemsOf(entryOf(encoding, 'Differences')) : []) {
    if (item instanceof PDFNumber) code = item.asNumber();
    else if (item instanceof PDFName) map.set(code++, asName(item) ?? '');
    else throw notPossible(`the encoding of the font ${quoted(nameOf(font, 'BaseFont') ?? '')} is damaged`);
  }
  return map;
}
