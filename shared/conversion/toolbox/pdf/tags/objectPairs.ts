import { type PDFArray, type PDFDict, type PDFPage, PDFRef } from '@cantoo/pdf-lib';
import { dictOf, entryOf } from '../pdfa/objects.ts';

/** The objects of a page to which structure elements can refer: the page, its annotations and its XObjects, with their copies. */
export function objectPairs(page: PDFPage, copy: PDFPage): [PDFRef, PDFRef][] {
  const pairs: [unknown, unknown][] = [[page.ref, copy.ref]];
  const [annotations, copies] = [page, copy].map(
    ({ node }) => entryOf(node, 'Annots') as PDFArray | undefined,
  );
  for (const [index, each] of annotations?.asArray?.().entries() ?? [])
    pairs.push([each, copies?.get?.(index)]);
  const [objects, copied] = [page, copy].map(({ node }) => objectsOf(node));
  for (const [name, each] of objects?.entries() ?? []) pairs.push([each, copied?.get(name)]);
  return pairs.filter((pair): pair is [PDFRef, PDFRef] => pair.every((each) => each instanceof PDFRef));
}

function objectsOf(page: PDFDict): PDFDict | undefined {
  const resources = dictOf(page, 'Resources');
  return resources && dictOf(resources, 'XObject');
}
