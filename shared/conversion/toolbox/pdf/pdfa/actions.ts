import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { notPossible } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, nameOf, removeKeys } from './objects.ts';

/** Actions that PDF/A allows (ISO 19005-1, 6.6.1; 19005-2, 6.5.1). */
const allowed = ['GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm'];
const allowedNames = ['NextPage', 'PrevPage', 'FirstPage', 'LastPage'];

/** Longer chains of actions are treated as a loop. */
const maximumDepth = 100;

function isAllowed(action: PDFDict, part: number): boolean {
  const kind = nameOf(action, 'S') ?? '';
  if (kind === 'GoToE') return part > 1;
  return allowed.includes(kind) && (kind !== 'Named' || allowedNames.includes(nameOf(action, 'N') ?? ''));
}

/** Removes forbidden actions under a key, such as scripts, programs and sounds. Jumps within the document stay. */
export function dropActions(holder: PDFDict, key: string, part: number, depth = 0): void {
  if (depth > maximumDepth) throw notPossible('its chain of actions is too long');
  const value = entryOf(holder, key);
  if (value instanceof PDFArray) {
    // A destination is an array too; an array of actions contains only dictionaries.
    if (key !== 'Next' || !value.asArray().every((_, index) => value.lookup(index) instanceof PDFDict))
      return;
    const kept = itemsOf(value).filter((each) => each instanceof PDFDict && isAllowed(each, part));
    for (const each of kept) if (each instanceof PDFDict) dropActions(each, 'Next', part, depth + 1);
    holder.set(PDFName.of(key), holder.context.obj(kept as PDFObject[]));
    return;
  }
  if (!(value instanceof PDFDict)) return;
  // A dictionary with a destination and without a type is a named destination.
  if (!has(value, 'S') && has(value, 'D')) return;
  if (isAllowed(value, part)) dropActions(value, 'Next', part, depth + 1);
  else removeKeys(holder, key);
}

/** Removes forbidden actions of all bookmarks. */
export function dropActionsOfOutline(
  outline: PDFDict | undefined,
  part: number,
  seen = new Set<PDFDict>(),
): void {
  for (let item = outline && dictOf(outline, 'First'); item && !seen.has(item); item = dictOf(item, 'Next')) {
    seen.add(item);
    dropActions(item, 'A', part);
    dropActionsOfOutline(item, part, seen);
  }
}

/** All fields of a form, recursively. */
export function* fieldsOf(form: PDFDict, seen = new Set<PDFDict>()): Generator<PDFDict> {
  for (const each of itemsOf(entryOf(form, has(form, 'Fields') ? 'Fields' : 'Kids'))) {
    const field = asDict(each);
    if (!field || seen.has(field)) continue;
    seen.add(field);
    yield field;
    yield* fieldsOf(field, seen);
  }
}
