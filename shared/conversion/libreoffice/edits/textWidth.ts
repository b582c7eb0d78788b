/** Advance widths of Liberation Sans (metric-compatible with Arial) in thousandths of the font size, for U+0020 to U+007E. */
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Widths of other characters, which are rather too wide than too narrow: letters, and ideographs and all others. */
const [letter, widest] = [850, 1050];

/** The width of a line in thousandths of the font size, in Liberation Sans or the fonts that replace it. */
export function textWidth(line: string): number {
  let width = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    width += ascii[code - 32] ?? (code < 0x1100 ? letter : widest);
  }
  return width;
}
