import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';

const key = (name: string) => PDFName.of(name);

/**
 * Lets links remain links when annotations are flattened: qpdf would remove each annotation that has appearances, and draw its
 * current one. A link without a current appearance keeps the border that viewers draw.
 * @returns whether the document has changed
 */
export function keepLinks(document: PDFDocument): boolean {
  let changed = false;
  for (const { node } of document.getPages()) {
    const annotations = node.lookup(key('Annots'));
    if (!(annotations instanceof PDFArray)) continue;
    for (let index = annotations.size() - 1; index >= 0; index--) {
      const link = annotations.lookup(index);
      if (!(link instanceof PDFDict) || link.lookup(key('Subtype')) !== key('Link')) continue;
      const appearances = link.lookup(key('AP'));
      if (!(appearances instanceof PDFDict)) continue;
      if (isDrawn(link, appearances)) annotations.insert(index + 1, pictureOf(link));
      link.delete(key('AP'));
      changed = true;
    }
  }
  return changed;
}

/** Whether one of the appearances is the current one (ISO 32000-1, 12.5.5). */
function isDrawn(link: PDFDict, appearances: PDFDict): boolean {
  const normal = appearances.lookup(key('N'));
  const state = link.lookup(key('AS'));
  if (!(normal instanceof PDFDict) || !(state instanceof PDFName)) return normal instanceof PDFStream;
  return normal.lookup(state) instanceof PDFStream;
}

/** Moves the appearance of a link to an annotation of its own, which can be flattened. The appearance replaces the border. */
function pictureOf(link: PDFDict): PDFDict {
  const picture = link.context.obj({ Type: 'Annot', Subtype: 'Stamp' });
  for (const name of ['Rect', 'F', 'AP', 'AS']) {
    const value = link.get(key(name));
    if (value) picture.set(key(name), value);
  }
  for (const name of ['AS', 'BS', 'C']) link.delete(key(name));
  link.set(key('Border'), link.context.obj([0, 0, 0]));
  return picture;
}
