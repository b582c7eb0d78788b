import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { notPossible } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, nameOf, removeKeys } from './objects.ts';

/** What a click may do in an archive (ISO 19005-1, 6.6.1; 19005-2, 6.5.1). */
const allowed = ['GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm'];
const allowedNames = ['NextPage', 'PrevPage', 'FirstPage', 'LastPage'];

/** More actions than these in a row are a loop. */
const longest = 100;

function isAllowed(action: PDFDict, part: number): boolean {
  const kind = nameOf(action, 'S') ?? '';
  if (kind === 'GoToE') return part > 1;
  return allowed.includes(kind) && (kind !== 'Named' || allowedNames.includes(nameOf(action, 'N') ?? ''));
}

/** Takes away what would act under a key, and mustn't: scripts, programs, sounds. A jump within the document stays. */
export function dropActions(holder: PDFDict, key: string, part: number, depth = 0): void {
  if (depth > longest) throw notPossible('its actions have no end');
  const value = entryOf(holder, key);
  if (value instanceof PDFArray) {
    // A destination is a list too; one of actions has dictionaries first.
    if (key !== 'Next' || !value.asArray().every((_, index) => value.lookup(index) instanceof PDFDict))
      return;
    const kept = itemsOf(value).filter((each) => each instanceof PDFDict && isAllowed(each, part));
    for (const each of kept) if (each instanceof PDFDict) dropActions(each, 'Next', part, depth + 1);
    holder.set(PDFName.of(key), holder.context.obj(kept as PDFObject[]));
    return;
  }
  if (!(value instanceof PDFDict)) return;
  // A dictionary with a destination and no kind is a named destination.
  if (!has(value, 'S') && has(value, 'D')) return;
  if (isAllowed(value, part)) dropActions(value, 'Next', part, depth + 1);
  else removeKeys(holder, key);
}

/** Takes away what would act by itself or mustn't: in bookmarks, from the first of them on. */
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

/** The fields of a form, with all below them. */
export function* fieldsOf(form: PDFDict, seen = new Set<PDFDict>()): Generator<PDFDict> {
  for (const each of itemsOf(entryOf(form, has(form, 'Fields') ? 'Fields' : 'Kids'))) {
    const field = asDict(each);
    if (!field || seen.has(field)) continue;
    seen.add(field);
    yield field;
    yield* fieldsOf(field, seen);
  }
}
