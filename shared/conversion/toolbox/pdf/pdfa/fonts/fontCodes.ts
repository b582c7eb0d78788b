import type { PDFDict } from '@cantoo/pdf-lib';
import { notPossible, quoted } from '../notPossible.ts';
import { entryOf, nameOf } from '../objects.ts';

/** The use of a font. */
export interface FontUse {
  font: PDFDict;
  /** Used codes: single bytes, or pairs of bytes for a composite font. */
  codes: Set<number>;
  /** Replacement texts (`ActualText`) of codes. */
  texts: Map<number, Set<string>>;
  /** Whether any of its text is visible. Text under a scanned page is not. */
  visible: boolean;
}

/** The use of a font, which is added if it is the first. */
export function useOf(font: PDFDict, fonts: Map<PDFDict, FontUse>): FontUse {
  const use = fonts.get(font) ?? { font, codes: new Set(), texts: new Map(), visible: false };
  fonts.set(font, use);
  return use;
}

/** Splits shown text into codes. */
export function codesOf(font: PDFDict, text: Uint8Array): number[] {
  if (nameOf(font, 'Subtype') !== 'Type0') return [...text];
  mustBeIdentity(font);
  if (text.length % 2 !== 0) throw notPossible('a text has an incomplete character');
  return Array.from(
    { length: text.length / 2 },
    (_, index) => (text[index * 2] ?? 0) * 256 + (text[index * 2 + 1] ?? 0),
  );
}

/** Other character maps cannot be checked. */
function mustBeIdentity(font: PDFDict): void {
  const encoding = entryOf(font, 'Encoding') && nameOf(font, 'Encoding');
  if (encoding !== 'Identity-H' && encoding !== 'Identity-V')
    throw notPossible(
      `the font ${quoted(nameOf(font, 'BaseFont') ?? '')} uses a character map that cannot be checked`,
    );
}
