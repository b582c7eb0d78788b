import type { PDFContext } from '@cantoo/pdf-lib';
import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';

/**
 * Returns a function that copies objects of a PDF, with all objects that they refer to, into another one.
 * @param counterparts objects that the target has already, by reference in the source; they are not copied
 */
export function objectCopier(
  source: PDFContext,
  target: PDFContext,
  counterparts: ReadonlyMap<PDFRef, PDFRef>,
) {
  const copies = new Map(counterparts);
  // A queue instead of recursion: structure elements can be chained without limit.
  const pending: { from: PDFRef; to: PDFRef }[] = [];
  const copy = (value: PDFObject): PDFObject => {
    if (value instanceof PDFRef) return copyReference(value);
    if (value instanceof PDFRawStream) return PDFRawStream.of(copyDict(value.dict), value.contents);
    if (value instanceof PDFDict) return copyDict(value);
    if (!(value instanceof PDFArray)) return value.clone(target);
    const array = PDFArray.withContext(target);
    for (const each of value.asArray()) array.push(copy(each));
    return array;
  };
  const copyDict = (dict: PDFDict): PDFDict => {
    const made = PDFDict.withContext(target);
    for (const [key, value] of dict.entries()) made.set(key, copy(value));
    return made;
  };
  const copyReference = (from: PDFRef): PDFObject => {
    const known = copies.get(from);
    if (known) return known;
    const object = source.lookup(from);
    // Pages without a counterpart are not part of the target.
    if (!object || isPage(object)) return PDFNull;
    const to = target.nextRef();
    copies.set(from, to);
    pending.push({ from, to });
    return to;
  };
  return (value: PDFObject): PDFObject => {
    const result = copy(value);
    for (let next = pending.pop(); next; next = pending.pop()) {
      const object = source.lookup(next.from);
      if (object) target.assign(next.to, copy(object));
    }
    return result;
  };
}

const typeKey = PDFName.of('Type');

function isPage(object: PDFObject): boolean {
  const type = object instanceof PDFDict ? object.get(typeKey)?.toString() : undefined;
  return type === '/Page' || type === '/Pages';
}
