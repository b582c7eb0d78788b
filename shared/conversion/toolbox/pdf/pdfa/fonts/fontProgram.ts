/**
 * The glyphs of an embedded font. Widths are in 1/1000 em.
 *
 * fontkit reads no Type 1 fonts, no bare CFF fonts and no TrueType subsets without a `cmap`. PDFs embed all of these.
 */
export interface FontProgram {
  /** Number of glyphs; the first is `.notdef`. */
  count: number;
  /** Glyphs by name, if they have names. */
  byName?: ReadonlyMap<string, number>;
  /** Glyphs by CID, if the program defines them. */
  byCid?: ReadonlyMap<number, number>;
  /** Built-in encoding: glyph names by code. */
  encoding?: ReadonlyMap<number, string>;
  /** The width of a glyph, or undefined if it is damaged. */
  width(glyph: number): number | undefined;
  /** Character maps of a TrueType font by platform and encoding, such as `3,1`. */
  characterMaps?: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Allowed difference between a width in the dictionary and in the font program, in 1/1000 em (ISO 19005-2, 6.2.11.5). */
export const widthTolerance = 1;
