import { type PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import type { Bookmark } from '../../../steps/options/bookmark.ts';

/** Replaces the outline of a PDF (ISO 32000-2, 12.3.3), with the first level open. An empty list removes it. */
export function setOutline(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  const { context, catalog } = document;
  catalog.delete(PDFName.of('Outlines'));
  if (bookmarks.length === 0) return;
  const root = context.obj({ Type: 'Outlines' });
  const at = context.register(root);
  addLevel(document, bookmarks, root, at);
  root.set(PDFName.of('Count'), context.obj(bookmarks.length));
  catalog.set(PDFName.of('Outlines'), at);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

/** Adds the entries of one level to their parent. */
function addLevel(
  document: PDFDocument,
  bookmarks: readonly Bookmark[],
  parent: PDFDict,
  above: PDFRef,
): void {
  const { context } = document;
  const refs = bookmarks.map(() => context.nextRef());
  for (const [index, { title, page, children = [] }] of bookmarks.entries()) {
    const ref = refs[index] as PDFRef;
    const target = document.getPage(page - 1);
    const entry = context.obj({
      Title: PDFHexString.fromText(title),
      Parent: above,
      Dest: [target.ref, PDFName.of('XYZ'), null, topOf(target), null],
    });
    const [before, after] = [refs[index - 1], refs[index + 1]];
    if (before) entry.set(PDFName.of('Prev'), before);
    if (after) entry.set(PDFName.of('Next'), after);
    if (children.length > 0) {
      addLevel(document, children, entry, ref);
      // A negative count means that the entry is closed.
      entry.set(PDFName.of('Count'), context.obj(-children.length));
    }
    context.assign(ref, entry);
  }
  const [first, last] = [refs[0], refs.at(-1)];
  if (first) parent.set(PDFName.of('First'), first);
  if (last) parent.set(PDFName.of('Last'), last);
}

function topOf(page: ReturnType<PDFDocument['getPage']>): number {
  const { y, height } = page.getCropBox();
  return y + height;
}
