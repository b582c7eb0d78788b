import { PDFDict, type PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import { type Operand, operationsOf } from '../pdfa/contentStream.ts';
import { bytesOf, contentOf, dictOf, entryOf, nameOf } from '../pdfa/objects.ts';
import { nameIn, shownTexts } from '../pdfa/operands.ts';
import { actualText } from './actualText.ts';
import { boxCodes } from './boxGlyphs.ts';
import { toUnicode } from './toUnicode.ts';

/** The boxes of a PDF in place of characters. */
export interface DrawnBoxes {
  /** The characters, as far as the PDF names them. */
  texts: Set<string>;
  /** All characters that the used fonts and the replacement texts name. */
  drawn: Set<string>;
  /** The first page with a box, from 1. */
  page: number | undefined;
  /** Codes of boxes that have no character. */
  unmapped: Map<PDFDict, Set<number>>;
}

/** Bytes of content that are searched, in all. */
const searchedBytes = 64 * 1024 ** 2;
const deepestForm = 16;

interface UsedFont {
  font: PDFDict;
  isBox: (code: number) => boolean;
  characters: ReadonlyMap<number, string>;
  isComposite: boolean;
}

/** Finds the boxes on all pages of a PDF. @throws DocumentRefused, RangeError for a damaged PDF */
export function drawnBoxes(document: PDFDocument): DrawnBoxes {
  const found: DrawnBoxes = { texts: new Set(), drawn: new Set(), page: undefined, unmapped: new Map() };
  const fonts = new Map<PDFDict, UsedFont>();
  let left = searchedBytes;
  let page = 0;

  function search(bytes: Uint8Array, resources: PDFDict | undefined, depth: number): void {
    left -= bytes.length;
    if (left < 0 || depth > deepestForm) return;
    let font: UsedFont | undefined;
    const saved: (UsedFont | undefined)[] = [];
    const marks: (string | undefined)[] = [];
    const resource = (kind: string, operand: Operand | undefined) => {
      const all = resources && dictOf(resources, kind);
      return all && entryOf(all, nameIn(operand) ?? '');
    };
    for (const { operator, operands } of operationsOf(bytes)) {
      if (operator === 'q') saved.push(font);
      else if (operator === 'Q') font = saved.pop();
      else if (operator === 'BDC' || operator === 'BMC') {
        const actual = actualText(operands[1]);
        for (const each of actual ?? '') found.drawn.add(each);
        marks.push(actual ?? marks.at(-1));
      } else if (operator === 'EMC') marks.pop();
      else if (operator === 'Tf') {
        const dict = resource('Font', operands[0]);
        font = dict instanceof PDFDict ? usedFont(dict) : undefined;
      } else if (operator === 'Do') {
        const form = resource('XObject', operands[0]);
        if (form instanceof PDFRawStream && nameOf(form.dict, 'Subtype') === 'Form')
          search(bytesOf(form), dictOf(form.dict, 'Resources') ?? resources, depth + 1);
      } else if (font)
        for (const text of shownTexts(operator, operands) ?? []) show(text, font, marks.at(-1));
    }
  }

  function usedFont(font: PDFDict): UsedFont {
    const known = fonts.get(font) ?? {
      font,
      isBox: boxCodes(font),
      characters: toUnicode(font),
      isComposite: nameOf(font, 'Subtype') === 'Type0',
    };
    if (!fonts.has(font))
      for (const text of known.characters.values()) for (const each of text) found.drawn.add(each);
    fonts.set(font, known);
    return known;
  }

  function show(text: Uint8Array, { font, isBox, characters, isComposite }: UsedFont, actual?: string): void {
    const step = isComposite ? 2 : 1;
    for (let at = 0; at + step <= text.length; at += step) {
      const code = isComposite ? (text[at] ?? 0) * 256 + (text[at + 1] ?? 0) : (text[at] ?? 0);
      if (!isBox(code)) continue;
      const character = characters.get(code);
      const name = actual ?? character;
      if (name !== undefined) found.texts.add(name);
      found.page ??= page;
      if (character === undefined)
        found.unmapped.set(font, (found.unmapped.get(font) ?? new Set()).add(code));
    }
  }

  for (const { node } of document.getPages()) {
    page++;
    search(contentOf(node), node.Resources(), 0);
  }
  return found;
}
