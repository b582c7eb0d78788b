import { PDFRawStream } from '@cantoo/pdf-lib';
import { operationsOf } from '../contentStream.ts';
import { notPossible } from '../notPossible.ts';
import { bytesOf, dictOf, entryOf, numberOf, numbersOf } from '../objects.ts';
import type { FontUse } from './fontCodes.ts';
import { differencesOf } from './simpleFont.ts';

/** Allowed difference between a width in the dictionary and in the glyph, in the font's units. */
const tolerance = 1;

/**
 * Checks that all used glyphs of a Type 3 font exist and have the declared widths (ISO 19005-2, 6.2.11.2, 6.2.11.4 and
 * 6.2.11.5).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkType3Glyphs({ font, codes, visible }: FontUse): void {
  const [first, last] = [numberOf(font, 'FirstChar'), numberOf(font, 'LastChar')];
  const widths = numbersOf(entryOf(font, 'Widths'));
  if (first === undefined || last === undefined || widths.length !== last - first + 1)
    throw notPossible('a Type 3 font has no complete list of widths');
  const names = differencesOf(font);
  const drawings = dictOf(font, 'CharProcs');
  for (const code of codes) {
    const name = names.get(code) ?? '';
    const drawing = drawings && entryOf(drawings, name);
    if (!(drawing instanceof PDFRawStream) || name === '.notdef')
      throw notPossible('a Type 3 font lacks a used glyph');
    const [begin] = operationsOf(bytesOf(drawing));
    const own = begin?.operator === 'd0' || begin?.operator === 'd1' ? begin.operands[0] : undefined;
    const differs =
      typeof own !== 'number' || !(Math.abs(own - (widths[code - first] ?? Number.NaN)) <= tolerance);
    if (visible && differs)
      throw notPossible('a Type 3 font has glyphs whose width differs from the declared width');
  }
}
