/** What is known of the glyphs of a font that is embedded. Widths are in thousandths of the em. */
export interface FontProgram {
  /** How many glyphs it has; the first is `.notdef`. */
  count: number;
  /** The glyph of a name, where glyphs have names. */
  byName?: ReadonlyMap<string, number>;
  /** The glyph of a CID, where the program itself says it. */
  byCid?: ReadonlyMap<number, number>;
  /** What it says itself of single bytes: the name of the glyph. */
  encoding?: ReadonlyMap<number, string>;
  /** The width of a glyph, or undefined where the program is broken there. */
  width(glyph: number): number | undefined;
  /** Tables of characters, where it is a TrueType font: by platform and encoding, such as `3,1`. */
  characterMaps?: ReadonlyMap<string, ReadonlyMap<number, number>>;
}
