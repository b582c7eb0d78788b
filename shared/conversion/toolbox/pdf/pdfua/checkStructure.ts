import { PDFArray, type PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { asDict, dictOf, has, itemsOf } from '../pdfa/objects.ts';
import { isDescribed, placeOf, type StructureElement } from '../tags/structure.ts';
import { notAccessible } from './notAccessible.ts';

const needDescription: Readonly<Record<string, string>> = {
  Figure: 'a picture, drawing or chart',
  Formula: 'a formula',
};

/**
 * Checks the rules of ISO 14289-1 that a document can break although LibreOffice has tagged it, and repairs stray list items and header
 * cells.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkStructure(elements: readonly StructureElement[], document: PDFDocument): void {
  let level = 0;
  for (const element of elements) {
    const { dict, type, parent, hasChildren } = element;
    const what = needDescription[type];
    // 7.3 and 7.7
    if (what && !isDescribed(element))
      throw notAccessible(`${what}${placeOf(element, document)} has no alternative text`);
    // 7.2: LibreOffice tags each line of an outlined slide as a list item, also outside of a list.
    if (type === 'LI' && parent !== 'L') {
      if (hasChildren) throw notAccessible(`a list item${placeOf(element, document)} is not in a list`);
      dict.set(PDFName.of('S'), PDFName.of('P'));
    }
    if (type === 'TH') ensureScope(dict);
    // 7.4.2
    const heading = Number(/^H([1-6])$/.exec(type)?.[1] ?? 0);
    if (heading > level + 1)
      throw notAccessible(
        `a heading of level ${heading}${placeOf(element, document)} ${level === 0 ? 'is the first heading' : `follows a heading of level ${level}`}; headings must begin with level 1 and must not skip a level`,
      );
    if (heading > 0) level = heading;
  }
}

/** 7.5: LibreOffice marks rows of header cells, but names their scope in PDF 1.5 and later only, not in PDF/A-1. */
function ensureScope(cell: PDFDict): void {
  const key = PDFName.of('A');
  const attributes = cell.lookup(key);
  const all = attributes instanceof PDFArray ? itemsOf(attributes).map(asDict) : [dictOf(cell, 'A')];
  if (all.some((each) => each && has(each, 'Scope'))) return;
  const list =
    attributes instanceof PDFArray ? attributes : cell.context.obj(attributes ? [cell.get(key)] : []);
  list.push(cell.context.obj({ O: 'Table', Scope: 'Column' }));
  cell.set(key, list);
}
