import { PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib';
import { asDict, dictOf, entryOf, itemsOf } from '../pdfa/objects.ts';

const keys = ['StructParents', 'StructParent'].map((name) => PDFName.of(name));

/**
 * Changes the keys with which pages, annotations and XObjects refer to the parent tree (ISO 32000-1, 14.7.4.4).
 * @param by is added to the keys; undefined removes them
 */
export function shiftStructParents(
  document: PDFDocument,
  pages: readonly number[],
  by: number | undefined,
): void {
  const seen = new Set<PDFObject>();
  const pending: PDFObject[] = [];
  const add = (holder: PDFObject | undefined) => {
    for (const each of valuesOf(holder)) if (each) pending.push(each);
  };
  for (const index of pages) pending.push(document.getPage(index).node);
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const dict = asDict(next);
    if (!dict) continue;
    for (const key of keys) {
      const value = dict.lookup(key);
      if (by === undefined) dict.delete(key);
      else if (value instanceof PDFNumber) dict.set(key, PDFNumber.of(value.asNumber() + by));
    }
    add(dictOf(dictOf(dict, 'Resources') ?? dict, 'XObject'));
    add(entryOf(dict, 'Annots'));
    // Appearances: a stream, or a dictionary of streams for each state.
    for (const each of valuesOf(dictOf(dict, 'AP'))) {
      if (each) pending.push(each);
      add(each);
    }
  }
}

/** The resolved values of a dictionary or an array. */
function valuesOf(value: PDFObject | undefined): (PDFObject | undefined)[] {
  return value instanceof PDFDict ? value.keys().map((key) => value.lookup(key)) : itemsOf(value);
}
