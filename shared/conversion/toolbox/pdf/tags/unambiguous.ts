import {
  PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { asDict, dictOf, entryOf, has, isText, itemsOf } from '../pdfa/objects.ts';
import { structureElements } from './structure.ts';
import { hexOf, nameTree } from './trees.ts';

/**
 * Changes the names in a structure tree that mean something else in another one: types of elements, attribute classes and
 * identifiers.
 * @param number makes the new names unique
 */
export function makeUnambiguous(
  document: PDFDocument,
  own: PDFDict,
  other: { root: PDFDict; ids: ReadonlyMap<string, unknown> },
  number: number,
): void {
  const elements = structureElements(document);
  if (conflicts(dictOf(own, 'RoleMap'), dictOf(other.root, 'RoleMap'))) {
    for (const { dict, type } of elements) dict.set(PDFName.of('S'), PDFName.of(type));
    own.delete(PDFName.of('RoleMap'));
  }
  const [classes, otherClasses] = [dictOf(own, 'ClassMap'), dictOf(other.root, 'ClassMap')];
  if (classes && otherClasses && conflicts(classes, otherClasses)) {
    const suffix = unusedSuffix(classes.keys(), number, (name) => otherClasses.has(name as PDFName));
    for (const { dict } of elements) change(dict, 'C', (name) => suffixed(name, suffix));
    own.set(PDFName.of('ClassMap'), renamedKeys(classes, suffix));
  }
  const ids = nameTree(own, 'IDTree');
  if ([...ids.keys()].some((id) => other.ids.has(id))) renameIds(document, own, ids, other.ids, number);
}

function renameIds(
  document: PDFDocument,
  root: PDFDict,
  ids: ReadonlyMap<string, PDFObject>,
  taken: ReadonlyMap<string, unknown>,
  number: number,
): void {
  const names = [...ids.keys()].map((id) => PDFHexString.of(id));
  const isTaken = (id: PDFObject) => id instanceof PDFHexString && taken.has(hexOf(id.asBytes()));
  const suffix = unusedSuffix(names, number, isTaken);
  // Elements can share their attributes.
  const attributes = new Set<PDFDict>();
  for (const { dict } of structureElements(document)) {
    change(dict, 'ID', (id) => suffixed(id, suffix));
    const own = entryOf(dict, 'A');
    for (const each of own instanceof PDFArray ? itemsOf(own) : [own]) {
      const attribute = asDict(each);
      if (attribute) attributes.add(attribute);
    }
  }
  // Cells of a table name their header cells.
  for (const each of attributes) change(each, 'Headers', (id) => suffixed(id, suffix));
  const entries = [...ids].flatMap(([id, value]) => [suffixed(PDFHexString.of(id), suffix), value]);
  root.set(PDFName.of('IDTree'), document.context.obj({ Names: entries }));
}

/** A suffix with which no name is taken. */
function unusedSuffix(
  names: readonly PDFObject[],
  number: number,
  isTaken: (name: PDFObject) => boolean,
): string {
  let suffix = `-${number}`;
  while (names.some((name) => isTaken(suffixed(name, suffix)))) suffix += `-${number}`;
  return suffix;
}

/** Whether both maps define a name, but differently. */
function conflicts(own: PDFDict | undefined, other: PDFDict | undefined): boolean {
  return (own?.keys() ?? []).some((key) => {
    const name = key.decodeText();
    return own && other && has(other, name) && `${entryOf(other, name)}` !== `${entryOf(own, name)}`;
  });
}

/** Changes a value, or each value of an array. */
function change(dict: PDFDict, key: string, to: (value: PDFObject) => PDFObject): void {
  const value = entryOf(dict, key);
  if (value instanceof PDFArray)
    for (let index = 0; index < value.size(); index++) value.set(index, to(value.lookup(index) as PDFObject));
  else if (value) dict.set(PDFName.of(key), to(value));
}

/** A name or an identifier with a suffix; anything else, such as the revision number of a class, as it is. */
function suffixed(value: PDFObject, suffix: string): PDFObject {
  if (value instanceof PDFName) return PDFName.of(`${value.decodeText()}${suffix}`);
  return isText(value) ? PDFHexString.of(`${hexOf(value.asBytes())}${hexOf(Buffer.from(suffix))}`) : value;
}

function renamedKeys(dict: PDFDict, suffix: string): PDFDict {
  const renamed = dict.context.obj({});
  for (const [key, value] of dict.entries()) renamed.set(suffixed(key, suffix) as PDFName, value);
  return renamed;
}
