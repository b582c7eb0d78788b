import type { PDFDict } from '@cantoo/pdf-lib';
import { notPossible } from '../notPossible.ts';
import { dictOf, entryOf, itemsOf, numberOf, numbersOf } from '../objects.ts';

/** `W` and `DW` (ISO 32000-1, 9.7.4.3). */
export function widthsOfCids(font: PDFDict): (cid: number) => number | undefined {
  const defaultWidth = numberOf(font, 'DW') ?? 1000;
  const widths = new Map<number, number>();
  const items = itemsOf(entryOf(font, 'W'));
  for (let index = 0; index + 1 < items.length; ) {
    const [first = 0] = numberIn(items[index]);
    const list = items[index + 1];
    if (list && 'asArray' in list) {
      for (const [each, width] of numbersOf(list).entries()) widths.set(first + each, width);
      index += 2;
    } else {
      const [[last = first], [width = 0]] = [numberIn(items[index + 1]), numberIn(items[index + 2])];
      for (let cid = first; cid <= Math.min(last, 0xffff); cid++) widths.set(cid, width);
      index += 3;
    }
  }
  return (cid) => widths.get(cid) ?? defaultWidth;
}

const numberIn = (value: unknown): number[] =>
  typeof value === 'object' && value !== null && 'asNumber' in value
    ? [(value as { asNumber(): number }).asNumber()]
    : [];

export function widthsOfSimpleFont(font: PDFDict, name: string): (code: number) => number | undefined {
  const [first, last] = [numberOf(font, 'FirstChar'), numberOf(font, 'LastChar')];
  const widths = numbersOf(entryOf(font, 'Widths'));
  if (first === undefined || last === undefined || widths.length !== last - first + 1)
    throw notPossible(`the font ${name} has no complete list of widths`);
  const missing = numberOf(dictOf(font, 'FontDescriptor') ?? font, 'MissingWidth') ?? 0;
  return (code) => widths[code - first] ?? missing;
}
