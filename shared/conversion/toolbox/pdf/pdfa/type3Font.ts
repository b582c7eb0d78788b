import { PDFRawStream } from '@cantoo/pdf-lib';
import { operationsOf } from './contentStream.ts';
import type { FontUse } from './fontCodes.ts';
import { notPossible } from './notPossible.ts';
import { bytesOf, dictOf, entryOf, numberOf, numbersOf } from './objects.ts';
import { differencesOf } from './simpleFont.ts';

/** So much may a width of the dictionary differ from the glyph's own, in the font's units. */
const tolerance = 1;

/**
 * Checks what is written with a font of type 3 (ISO 19005-2, 6.2.11.2, 6.2.11.4 and 6.2.11.5): each glyph is there, as wide as said.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkType3Glyphs({ font, codes, visible }: FontUse): void {
  const [first, last] = [numberOf(font, 'FirstChar'), numberOf(font, 'LastChar')];
  const widths = numbersOf(entryOf(font, 'Widths'));
  if (first === undefined || last === undefined || widths.length !== last - first + 1)
    throw notPossible('a font of drawings has no list of widths, or not a whole one');
  const names = differencesOf(font);
  const drawings = dictOf(font, 'CharProcs');
  for (const code of codes) {
    const drawing = drawings && entryOf(drawings, names.get(code) ?? '');
    if (!(drawing instanceof PDFRawStream))
      throw notPossible('a font of drawings lacks a glyph that is written with it');
    const [begin] = operationsOf(bytesOf(drawing));
    const own = begin?.operator === 'd0' || begin?.operator === 'd1' ? begin.operands[0] : undefined;
    const differs =
      typeof own !== 'number' || !(Math.abs(own - (widths[code - first] ?? Number.NaN)) <= tolerance);
    if (visible && differs)
      throw notPossible('a font of drawings has glyphs of another width than the file says');
  }
}
