/**
 * First and last characters of ranges that the fonts of every engine have. Text with other characters is checked for missing
 * glyphs after it is drawn.
 */
export const commonRanges: readonly (readonly [first: number, last: number])[] = [
  [0x0, 0x52f],
  [0x5d0, 0x5ea],
  [0x621, 0x64a],
  [0x660, 0x669],
  [0x905, 0x94d],
  [0xe01, 0xe5b],
  [0x10d0, 0x10fa],
  [0x1e00, 0x1f15],
  [0x2000, 0x206f],
  [0x20a0, 0x20b5],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x2500, 0x25ff],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fa5],
  [0xac00, 0xd7a3],
  [0xff01, 0xff9f],
];

/** Characters that are searched for in a result. */
export const searchedCharacters = 500;

/** The characters that may have no glyph. */
export function uncommonOf(characters: ReadonlySet<number>): number[] {
  const isCommon = (character: number) =>
    commonRanges.some(([first, last]) => character >= first && character <= last);
  return [...characters].filter((character) => !isCommon(character)).slice(0, searchedCharacters);
}
