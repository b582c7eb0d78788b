import { PDFArray, type PDFDict, PDFNumber, type PDFObject } from '@cantoo/pdf-lib';
import { asDict, dictOf, entryOf, isText, itemsOf } from '../pdfa/objects.ts';

/** The entries of a name tree or number tree (ISO 32000-1, 7.9.6 and 7.9.7). Values that are references remain references. */
function entriesOf(root: PDFDict | undefined, kind: 'Names' | 'Nums'): [PDFObject, PDFObject][] {
  const entries: [PDFObject, PDFObject][] = [];
  const seen = new Set<PDFDict>();
  const pending = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (!node || seen.has(node)) continue;
    seen.add(node);
    const list = entryOf(node, kind);
    for (let index = 0; list instanceof PDFArray && index + 1 < list.size(); index += 2) {
      const key = list.lookup(index);
      if (key) entries.push([key, list.get(index + 1)]);
    }
    for (const kid of itemsOf(entryOf(node, 'Kids'))) pending.push(asDict(kid));
  }
  return entries;
}

/** A number tree by its keys, such as the parent tree. */
export function numberTree(holder: PDFDict, key: string): Map<number, PDFObject> {
  const entries = entriesOf(dictOf(holder, key), 'Nums');
  return new Map(entries.flatMap(([at, value]) => (at instanceof PDFNumber ? [[at.asNumber(), value]] : [])));
}

/** A name tree by its keys as hexadecimal digits, whose order is the order of the bytes. */
export function nameTree(holder: PDFDict, key: string): Map<string, PDFObject> {
  const entries = entriesOf(dictOf(holder, key), 'Names');
  return new Map(entries.flatMap(([at, value]) => (isText(at) ? [[hexOf(at.asBytes()), value]] : [])));
}

export const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
