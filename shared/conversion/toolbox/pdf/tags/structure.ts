import { PDFDict, type PDFDocument } from '@cantoo/pdf-lib';
import { asDict, dictOf, entryOf, itemsOf, nameOf } from '../pdfa/objects.ts';

/** An element of the logical structure (ISO 32000-1, 14.7.2). */
export interface StructureElement {
  dict: PDFDict;
  /** Its standard type, such as `H1`. */
  type: string;
  /** The standard type of the element that contains it; undefined for the root. */
  parent: string | undefined;
  hasChildren: boolean;
}

/** All elements of a document in reading order. */
export function structureElements({ catalog }: PDFDocument): StructureElement[] {
  const root = dictOf(catalog, 'StructTreeRoot');
  if (!root) return [];
  const roles = dictOf(root, 'RoleMap');
  const elements: StructureElement[] = [];
  const seen = new Set<PDFDict>();
  const pending: { dict: PDFDict; parent: string | undefined }[] = [];
  // The last is the next, so children are added in reverse.
  const add = (children: PDFDict[], parent: string | undefined) => {
    for (const dict of children.reverse()) pending.push({ dict, parent });
  };
  add(childrenOf(root), undefined);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { dict, parent } = next;
    if (seen.has(dict)) continue;
    seen.add(dict);
    const type = standardType(nameOf(dict, 'S') ?? '', roles);
    const children = childrenOf(dict);
    elements.push({ dict, type, parent, hasChildren: children.length > 0 });
    add(children, type);
  }
  return elements;
}

/** The elements within an element, without its content. */
function childrenOf(element: PDFDict): PDFDict[] {
  const kids = entryOf(element, 'K');
  const all = kids instanceof PDFDict ? [kids] : itemsOf(kids).map(asDict);
  return all.filter((each): each is PDFDict => each !== undefined && nameOf(each, 'S') !== undefined);
}

/** Follows the role map, which may contain cycles. */
function standardType(type: string, roles: PDFDict | undefined): string {
  const seen = new Set<string>();
  let at = type;
  for (let next = roles && nameOf(roles, at); next && !seen.has(next); next = roles && nameOf(roles, at)) {
    seen.add(next);
    at = next;
  }
  return at;
}
