import fontkit, { type Font } from '@cantoo/fontkit';
import {
  type PDFDict,
  type PDFDocument,
  PDFName,
  type PDFRef,
  StandardFontEmbedder,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { lazy } from '../../../../../async/lazy.ts';
import { packedFiles, withPackedFiles } from '../../../../fonts/packedFiles.ts';
import type { Part } from '../check.ts';
import { notPossible, quoted } from '../notPossible.ts';
import { dictOf, entryOf, has, nameOf, numberOf, numbersOf } from '../objects.ts';
import type { FontUse } from './fontCodes.ts';
import { type FontProgram, widthTolerance } from './fontProgram.ts';
import { characterOf, encodingNamed, standardEncoding } from './glyphNames.ts';
import { sfntProgram } from './sfnt.ts';
import { baseOf, differencesOf } from './simpleFont.ts';

/** A standard font with the font of the same metrics that is embedded for it. */
interface Twin {
  standard: StandardFonts;
  family: 'LiberationSans' | 'LiberationSerif' | 'LiberationMono';
  style: 'Regular' | 'Bold' | 'Italic' | 'BoldItalic';
}

const { Helvetica, TimesRoman, Courier } = StandardFonts;
const families = [
  [
    'LiberationSans',
    [
      Helvetica,
      StandardFonts.HelveticaBold,
      StandardFonts.HelveticaOblique,
      StandardFonts.HelveticaBoldOblique,
    ],
  ],
  [
    'LiberationSerif',
    [
      TimesRoman,
      StandardFonts.TimesRomanBold,
      StandardFonts.TimesRomanItalic,
      StandardFonts.TimesRomanBoldItalic,
    ],
  ],
  [
    'LiberationMono',
    [Courier, StandardFonts.CourierBold, StandardFonts.CourierOblique, StandardFonts.CourierBoldOblique],
  ],
] as const;
const styles = ['Regular', 'Bold', 'Italic', 'BoldItalic'] as const;

/** A font program in a document. */
interface Program {
  bytes: Uint8Array;
  glyphs: FontProgram;
  ref: PDFRef;
}

/** By name. Symbol and ZapfDingbats have no twin. */
const twins: ReadonlyMap<string, Twin> = new Map(
  families.flatMap(([family, fonts]) =>
    fonts.map(
      (standard, index) => [standard, { standard, family, style: styles[index] ?? 'Regular' }] as const,
    ),
  ),
);

const fonts = lazy(packedFiles);

/** Returns a function that embeds twins into a document, each once. */
export function standardFontEmbedder({ context }: PDFDocument, part: Part): (use: FontUse) => Promise<void> {
  const programs = new Map<Twin, Promise<Program>>();
  const embed = async ({ family, style }: Twin): Promise<Program> => {
    const file = (await fonts()).find(({ path }) => path.endsWith(`/${family}-${style}.ttf`));
    if (!file) throw new Error(`LibreOffice's packed file system has no ${family}-${style}.`);
    const bytes = await withPackedFiles((read) => read(file));
    return {
      bytes,
      glyphs: sfntProgram(bytes),
      ref: context.register(context.flateStream(bytes, { Length1: bytes.length })),
    };
  };
  return async (use) => {
    const twin = twins.get(nameOf(use.font, 'BaseFont') ?? '');
    const isStandard = nameOf(use.font, 'Subtype') === 'Type1' && !hasProgram(use.font);
    if (!twin || !isStandard || !use.visible) return;
    const program = programs.get(twin) ?? embed(twin);
    programs.set(twin, program);
    replace(use, twin, await program, part);
  };
}

function hasProgram(font: PDFDict): boolean {
  const descriptor = dictOf(font, 'FontDescriptor');
  return (
    descriptor !== undefined && ['FontFile', 'FontFile2', 'FontFile3'].some((key) => has(descriptor, key))
  );
}

/**
 * Makes a font a TrueType font with its twin's program. Codes keep their characters and their widths, which are those of the
 * standard font unless the font has its own. A font with a used code that has no character stays as it is.
 * @throws DocumentRefused `pdfa_not_possible` if the twin has another width for a used character or cannot have the encoding
 */
function replace({ font, codes }: FontUse, twin: Twin, { bytes, glyphs, ref }: Program, part: Part): void {
  const { context } = font;
  const winAnsi = encodingNamed('WinAnsiEncoding') ?? new Map<number, string>();
  const base = encodingNamed(nameOf(font, 'Encoding') ?? baseOf(font)) ?? standardEncoding;
  const names = new Map([...base, ...differencesOf(font)]);
  if ([...codes].some((code) => !names.has(code))) return;
  const widthOf = widthsOf(font, twin, (code) => (codes.has(code) ? names : winAnsi).get(code) ?? '');
  mustFit(font, new Map([...codes].map((code) => [names.get(code) ?? '', widthOf(code)])), glyphs);
  const others = [...codes].filter((code) => winAnsi.get(code) !== names.get(code)).sort((a, b) => a - b);
  const differences = others.flatMap((code) => [code, PDFName.of(names.get(code) ?? '')]);
  if (differences.length > 0 && part === 1)
    throw notPossible(
      `the font ${quoted(twin.standard)} is not embedded, and PDF/A-1 does not allow its encoding for the font that replaces it; use PDF/A-2b`,
    );
  const encoding =
    differences.length > 0
      ? context.obj({ Type: 'Encoding', BaseEncoding: 'WinAnsiEncoding', Differences: differences })
      : PDFName.of('WinAnsiEncoding');
  const widths = Array.from({ length: lastCode - firstCode + 1 }, (_, index) => widthOf(firstCode + index));
  const name = `${twin.family}-${twin.style}`.replace('-Regular', '');
  const descriptor = { ...descriptorOf(twin, bytes), FontName: name, FontFile2: ref };
  const entries = {
    Subtype: PDFName.of('TrueType'),
    BaseFont: PDFName.of(name),
    Encoding: encoding,
    FirstChar: context.obj(firstCode),
    LastChar: context.obj(lastCode),
    Widths: context.obj(widths),
    FontDescriptor: context.register(context.obj(descriptor)),
  };
  for (const [key, value] of Object.entries(entries)) font.set(PDFName.of(key), value);
}

/** The width of each code: that of the font dictionary or, if it has none, of the standard font. */
function widthsOf(font: PDFDict, twin: Twin, glyphAt: (code: number) => string): (code: number) => number {
  const [own, first] = [numbersOf(entryOf(font, 'Widths')), numberOf(font, 'FirstChar') ?? 0];
  if (own.length > 0) return (code) => own[code - first] || 0;
  // The library has another type for the same names, which it does not export.
  const { font: metrics } = StandardFontEmbedder.for(twin.standard as never);
  return (code) => Number(metrics.getWidthOfGlyph(glyphAt(code)) ?? 0);
}

/** @throws DocumentRefused `pdfa_not_possible` */
function mustFit(font: PDFDict, widths: ReadonlyMap<string, number>, glyphs: FontProgram): void {
  const characters = glyphs.characterMaps?.get('3,1');
  for (const [name, width] of widths) {
    const character = characterOf(name) ?? '';
    const glyph = characters?.get(character.codePointAt(0) ?? 0);
    const actual = glyph === undefined ? undefined : glyphs.width(glyph);
    if (actual === undefined || Math.abs(actual - width) > widthTolerance)
      throw notPossible(
        `the font ${quoted(nameOf(font, 'BaseFont') ?? '')} is not embedded, and the font that replaces it lacks, or has another width for, ${quoted(character || name)}`,
      );
  }
}

/** The codes of the widths. */
const [firstCode, lastCode] = [0, 255];

/** The font descriptor (ISO 32000-1, 9.8), with lengths in 1/1000 em. */
function descriptorOf({ family, style }: Twin, bytes: Uint8Array) {
  const font = fontkit.create(bytes) as Font;
  const scaled = (length: number) => Math.round((length * 1000) / font.unitsPerEm);
  const { minX, minY, maxX, maxY } = font.bbox;
  const flags = (family === 'LiberationMono' ? 1 : 0) + (family === 'LiberationSerif' ? 2 : 0) + nonsymbolic;
  return {
    Type: 'FontDescriptor',
    Flags: flags + (style.endsWith('Italic') ? italic : 0),
    FontBBox: [minX, minY, maxX, maxY].map(scaled),
    ItalicAngle: font.italicAngle,
    Ascent: scaled(font.ascent),
    Descent: scaled(font.descent),
    CapHeight: scaled(font.capHeight),
    // The width of stems, which only matters for replacing the font.
    StemV: style.startsWith('Bold') ? 140 : 80,
  };
}

const [nonsymbolic, italic] = [32, 64];
