import { type PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { dropActions } from './actions.ts';
import type { Check } from './check.ts';
import { checkForm } from './contentChecks.ts';
import { notPossible, quoted } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, nameOf, numberOf, numbersOf, removeKeys } from './objects.ts';

/** Kinds of annotation (ISO 19005-1, 6.5.2). */
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
/** Those that are younger than PDF/A-1 (ISO 19005-2, 6.3.1); what is attached is checked elsewhere. */
const youngerKinds = ['Polygon', 'PolyLine', 'Caret', 'FileAttachment', 'Watermark', 'Redact'];

const flags = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 } as const;

const instead = '`flatten` it first';

/**
 * Checks what lies on a page and mends it (ISO 19005-1, 6.5; 19005-2, 6.3): it is printed as it is shown, by a drawing in the file.
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
  if (!kinds.includes(kind) && !(check.part > 1 && youngerKinds.includes(kind)))
    throw notPossible(`it has an annotation of a kind that is not allowed: ${quoted(kind)}`);
  removeKeys(annotation, 'AA', 'OPI');
  if (kind === 'Widget') removeKeys(annotation, 'A');
  else dropActions(annotation, 'A', check.part);
  dropActions(annotation, 'PA', check.part);
  const set = numberOf(annotation, 'F') ?? 0;
  if (set & (flags.invisible | flags.hidden | flags.noView | flags.toggleNoView))
    throw notPossible(`an annotation or a field is hidden: ${instead}`);
  annotation.set(PDFName.of('F'), PDFNumber.of(set | flags.print));
  if (Math.abs((numberOf(annotation, 'CA') ?? 1) - 1) > 0.000001)
    check.transparent ??= 'an annotation that is see-through';
  for (const key of ['C', 'IC'])
    if (check.part === 1 && check.device !== 'DeviceRGB') removeKeys(annotation, key);
  const appearance = dictOf(annotation, 'AP');
  if (appearance) checkAppearance(annotation, appearance, check);
  else if (kind !== 'Popup' && kind !== 'Link') mustBePoint(annotation, kind, check);
}

/** What has neither a drawing nor an extent is not seen. */
function mustBePoint(annotation: PDFDict, kind: string, check: Check): void {
  const [left, bottom, right, top] = numbersOf(entryOf(annotation, 'Rect'));
  const isPoint = left === right && bottom === top;
  if (isPoint && !(kind === 'Widget' && check.part === 1)) return;
  throw notPossible(`an annotation or a field has no drawing of its own: ${instead}`);
}

function checkAppearance(annotation: PDFDict, appearance: PDFDict, check: Check): void {
  removeKeys(appearance, 'R', 'D');
  for (const key of appearance.keys()) if (key.decodeText() !== 'N') appearance.delete(key);
  const normal = entryOf(appearance, 'N');
  const isButton = nameOf(annotation, 'Subtype') === 'Widget' && fieldType(annotation) === 'Btn';
  if (!isButton && !(normal instanceof PDFRawStream))
    throw notPossible(`an annotation has several drawings or none: ${instead}`);
  const states = asDict(normal);
  if (isButton && (normal instanceof PDFRawStream || !states || states.keys().length === 0))
    throw notPossible(`a button has only one drawing: ${instead}`);
  const drawings =
    normal instanceof PDFRawStream ? [normal] : (states?.keys() ?? []).map((key) => states?.lookup(key));
  for (const drawing of drawings) {
    if (!(drawing instanceof PDFRawStream)) throw notPossible('the drawing of an annotation is damaged');
    checkForm(drawing, { check, text: { font: undefined, mode: 0 } });
  }
}

/** The kind of a field, which may be said above it. */
function fieldType(field: PDFDict): string | undefined {
  let at: PDFDict | undefined = field;
  for (let depth = 0; at && depth < 32; depth++, at = dictOf(at, 'Parent'))
    if (has(at, 'FT')) return nameOf(at, 'FT');
  return undefined;
}
