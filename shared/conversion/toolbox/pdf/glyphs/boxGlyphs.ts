import { PDFDict, PDFRawStream } from '@cantoo/pdf-lib';
import { glyphOutlines, sfntProgram } from '../pdfa/fonts/sfnt.ts';
import { bytesOf, dictOf, entryOf, itemsOf, nameOf, streamOf } from '../pdfa/objects.ts';

/**
 * Tells which codes of a font are drawn as the box of a missing glyph. LibreOffice copies the box of a TrueType font to a glyph of
 * its own, so the outlines are compared.
 */
export function boxCodes(font: PDFDict): (code: number) => boolean {
  return nameOf(font, 'Subtype') === 'Type0' ? boxesOfComposite(font) : boxesOfSimple(font);
}

const noBoxes = () => false;

function boxesOfComposite(font: PDFDict): (code: number) => boolean {
  const [descendant] = itemsOf(entryOf(font, 'DescendantFonts'));
  const map = descendant instanceof PDFDict ? entryOf(descendant, 'CIDToGIDMap') : undefined;
  if (!(map instanceof PDFRawStream)) return (code) => code === 0;
  const glyphs = bytesOf(map);
  return (code) => code === 0 || ((glyphs[code * 2] ?? 1) === 0 && (glyphs[code * 2 + 1] ?? 1) === 0);
}

function boxesOfSimple(font: PDFDict): (code: number) => boolean {
  const descriptor = dictOf(font, 'FontDescriptor');
  const stream = descriptor && streamOf(descriptor, 'FontFile2');
  if (!stream) return noBoxes;
  const bytes = bytesOf(stream);
  const maps = sfntProgram(bytes).characterMaps ?? new Map<string, ReadonlyMap<number, number>>();
  const outline = glyphOutlines(bytes);
  const box = outline(0);
  return (code) => {
    const glyph = glyphOf(maps, code);
    if (glyph === undefined) return false;
    // An empty box cannot be told from a space.
    return glyph === 0 || (box.length > 0 && outline(glyph).equals(box));
  };
}

/** Symbolic fonts map their codes either directly or from U+F000 on (ISO 32000-1, 9.6.6.4). */
function glyphOf(maps: ReadonlyMap<string, ReadonlyMap<number, number>>, code: number): number | undefined {
  for (const map of maps.values())
    for (const base of [0, 0xf000]) {
      const glyph = map.get(base + code);
      if (glyph !== undefined) return glyph;
    }
  return undefined;
}
