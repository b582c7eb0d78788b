import { PDFArray, type PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { asDict, entryOf, itemsOf, nameOf } from '../pdfa/objects.ts';
import { notAccessible } from './notAccessible.ts';

/** Limit of the lists of attributes and classes of an element. Many elements can share them. */
const maximum = 100;

/**
 * An attribute of a structure element (ISO 32000-1, 14.7.5): its own, or that of its first class that has it.
 * @param owner such as `Table`
 */
export function attributeOf(
  element: PDFDict,
  classes: PDFDict | undefined,
  owner: string,
  key: string,
): PDFObject | undefined {
  const own = attributeIn(entryOf(element, 'A'), owner, key);
  if (own) return own;
  for (const each of listOf(entryOf(element, 'C'))) {
    const inherited = classes && each instanceof PDFName && attributeIn(classes.lookup(each), owner, key);
    if (inherited) return inherited;
  }
  return undefined;
}

/** Adds attributes to an element. Others can share the list that it has. */
export function addAttributes(element: PDFDict, attributes: Record<string, string>): void {
  const existing = entryOf(element, 'A');
  const list =
    existing instanceof PDFArray ? existing.asArray() : existing ? [element.get(PDFName.of('A'))] : [];
  element.set(
    PDFName.of('A'),
    element.context.obj([...list, element.context.obj(attributes)] as PDFObject[]),
  );
}

function attributeIn(attributes: PDFObject | undefined, owner: string, key: string): PDFObject | undefined {
  return listOf(attributes)
    .map(asDict)
    .filter((each) => each !== undefined && nameOf(each, 'O') === owner)
    .map((each) => each && entryOf(each, key))
    .find((value) => value !== undefined);
}

function listOf(value: PDFObject | undefined): (PDFObject | undefined)[] {
  if (!(value instanceof PDFArray)) return [value];
  if (value.size() > maximum) throw notAccessible(`a tag has more than ${maximum} lists of attributes`);
  return itemsOf(value);
}
