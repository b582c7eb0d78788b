import { type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { checkAnnotations } from './annotations.ts';
import type { Check } from './check.ts';
import { checkContent, checkGroup } from './contentChecks.ts';
import { checkFont } from './fonts/fontChecks.ts';
import { standardFontEmbedder } from './fonts/standardFonts.ts';
import { notPossible } from './notPossible.ts';
import { contentOf, dictOf, entryOf, inheritedBy, numbersOf, removeKeys } from './objects.ts';

const boxes = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/**
 * Checks every page with its complete content, and repairs what can be repaired.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export async function checkPages(document: PDFDocument, check: Check): Promise<void> {
  for (const { node } of document.getPages()) {
    for (const key of inherited) {
      const value = inheritedBy(node, key);
      if (value) node.set(PDFName.of(key), value);
    }
    removeKeys(node, 'AA', 'PresSteps', 'Thumb', 'PieceInfo', 'OutputIntents');
    for (const box of boxes) checkBox(numbersOf(entryOf(node, box)), check);
    checkGroup(node, check);
    checkContent(contentOf(node), dictOf(node, 'Resources'), { font: undefined, mode: 0 }, check);
    checkAnnotations(node, check);
  }
  const embedStandardFont = standardFontEmbedder(document, check.part);
  for (const use of check.fonts.values()) {
    await embedStandardFont(use);
    checkFont(use, check.part);
  }
  if (check.inks.profiled && check.inks.overprinted && check.part > 1)
    throw notPossible('it overprints inks with an ICC profile, which PDF/A does not allow');
  if (check.part > 1) return;
  if (check.transparent)
    throw notPossible(`it has ${check.transparent}, but PDF/A-1 does not allow transparency; use PDF/A-2b`);
  // Without transparent objects, a transparency group has no effect and can be removed.
  for (const each of check.groups) removeKeys(each, 'Group');
}

/** ISO 32000-1, annex C. */
function checkBox(box: number[], { part }: Check): void {
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  if (box.length === 0 || part === 1) return;
  for (const side of [Math.abs(right - left), Math.abs(top - bottom)])
    if (!(side >= 3 && side <= 14_400))
      throw notPossible('a page is smaller than 3 points or larger than 14,400 points');
}
