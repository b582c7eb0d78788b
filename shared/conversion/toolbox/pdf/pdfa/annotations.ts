import { type PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { dropActions } from './actions.ts';
import type { Check } from './check.ts';
import { checkForm } from './contentChecks.ts';
import { notPossible, quoted } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, nameOf, numberOf, numbersOf, removeKeys } from './objects.ts';

/** Allowed types of annotations (ISO 19005-1, 6.5.2). */
const kinds = [
  'Text',
  'Link',
  'FreeText',
  'Line',
  'Square',
  'Circle',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Stamp',
  'Ink',
  'Popup',
  'Widget',
  'PrinterMark',
  'TrapNet',
];
/** Types that PDF/A-1 does not allow (ISO 19005-2, 6.3.1). Attached files are checked elsewhere. */
const laterKinds = ['Polygon', 'PolyLine', 'Caret', 'FileAttachment', 'Watermark', 'Redact'];

const flags = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 } as const;

const advice = 'add a `flatten` step before';

/**
 * Checks and repairs the annotations of a page (ISO 19005-1, 6.5; 19005-2, 6.3): they must be printed as displayed, by an
 * appearance in the file.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkAnnotations(page: PDFDict, check: Check): void {
  for (const each of itemsOf(entryOf(page, 'Annots'))) {
    const annotation = asDict(each);
    if (!annotation) throw notPossible('an annotation is damaged');
    checkAnnotation(annotation, check);
  }
}

function checkAnnotation(annotation: PDFDict, check: Check): void {
  const kind = nameOf(annotation, 'Subtype') ?? '';
  if (!kinds.includes(kind) && !(check.part > 1 && laterKinds.includes(kind)))
    throw notPossible(`it has an annotation of the type ${quoted(kind)}, which is not allowed`);
  removeKeys(annotation, 'AA', 'OPI');
  if (kind === 'Widget') removeKeys(annotation, 'A');
  else dropActions(annotation, 'A', check.part);
  dropActions(annotation, 'PA', check.part);
  const set = numberOf(annotation, 'F') ?? 0;
  if (set & (flags.invisible | flags.hidden | flags.noView | flags.toggleNoView))
    throw notPossible(`an annotation or field is hidden; ${advice}`);
  annotation.set(PDFName.of('F'), PDFNumber.of(set | flags.print));
  if (Math.abs((numberOf(annotation, 'CA') ?? 1) - 1) > 0.000001)
    check.transparent ??= 'a transparent annotation';
  for (const key of ['C', 'IC'])
    if (check.part === 1 && check.device !== 'DeviceRGB') removeKeys(annotation, key);
  const appearance = dictOf(annotation, 'AP');
  if (appearance) checkAppearance(annotation, appearance, check);
  else if (kind !== 'Popup' && kind !== 'Link') mustBePoint(annotation, kind, check);
}

/** An annotation without an appearance must have no extent. */
function mustBePoint(annotation: PDFDict, kind: string, check: Check): void {
  const [left, bottom, right, top] = numbersOf(entryOf(annotation, 'Rect'));
  const isPoint = left === right && bottom === top;
  if (isPoint && !(kind === 'Widget' && check.part === 1)) return;
  throw notPossible(`an annotation or field has no appearance; ${advice}`);
}

function checkAppearance(annotation: PDFDict, appearance: PDFDict, check: Check): void {
  removeKeys(appearance, 'R', 'D');
  for (const key of appearance.keys()) if (key.decodeText() !== 'N') appearance.delete(key);
  const normal = entryOf(appearance, 'N');
  const isButton = nameOf(annotation, 'Subtype') === 'Widget' && fieldType(annotation) === 'Btn';
  if (!isButton && !(normal instanceof PDFRawStream))
    throw notPossible(`an annotation must have exactly one appearance; ${advice}`);
  const states = asDict(normal);
  if (isButton && (normal instanceof PDFRawStream || !states || states.keys().length === 0))
    throw notPossible(`a button has no appearances for its states; ${advice}`);
  const drawings =
    normal instanceof PDFRawStream ? [normal] : (states?.keys() ?? []).map((key) => states?.lookup(key));
  for (const drawing of drawings) {
    if (!(drawing instanceof PDFRawStream)) throw notPossible('the appearance of an annotation is damaged');
    checkForm(drawing, { check, text: { font: undefined, mode: 0 } });
  }
}

/** The type of a field, which may be inherited. */
function fieldType(field: PDFDict): string | undefined {
  let at: PDFDict | undefined = field;
  for (let depth = 0; at && depth < 32; depth++, at = dictOf(at, 'Parent'))
    if (has(at, 'FT')) return nameOf(at, 'FT');
  return undefined;
}
