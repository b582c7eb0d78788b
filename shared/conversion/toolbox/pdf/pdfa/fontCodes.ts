import type { PDFDict } from '@cantoo/pdf-lib';
import { notPossible, quoted } from './notPossible.ts';
import { entryOf, nameOf } from './objects.ts';

/** What is written with a font. */
export interface FontUse {
  font: PDFDict;
  /** Of single bytes, or of pairs for a composite font. */
  codes: Set<number>;
  /** Whether any of it can be seen; the words under a scanned page cannot. */
  visible: boolean;
}

/** The codes of a text that is shown. */
export function codesOf(font: PDFDict, text: Uint8Array): number[] {
  if (nameOf(font, 'Subtype') !== 'Type0') return [...text];
  mustBeIdentity(font);
  if (text.length % 2 !== 0) throw notPossible('a text ends in the middle of a character');
  return Array.from(
    { length: text.length / 2 },
    (_, index) => (text[index * 2] ?? 0) * 256 + (text[index * 2 + 1] ?? 0),
  );
}

/** Of other maps from codes to characters nobody here knows what they contain. */
function mustBeIdentity(font: PDFDict): void {
  const encoding = entryOf(font, 'Encoding') && nameOf(font, 'Encoding');
  if (encoding !== 'Identity-H' && encoding !== 'Identity-V')
    throw notPossible(
      `the font ${quoted(nameOf(font, 'BaseFont') ?? '')} is used through a character map that can’t be checked`,
    );
}
