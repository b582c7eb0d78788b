import { type PDFDict, type PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { quoted } from '../pdfa/notPossible.ts';
import { asDict, dictOf, has, nameOf, numberOf, textOf } from '../pdfa/objects.ts';
import type { ContentTags } from './contentTags.ts';
import { annotationsOf, parentOf, placesOf } from './markedContent.ts';
import { notAccessible } from './notAccessible.ts';
import type { StructureTree } from './structureTree.ts';

/** The element that the tag of an annotation must have (ISO 14289-1, 7.18.1, 7.18.4 and 7.18.5); `Annot` for all others. */
const elementOf: Readonly<Record<string, string>> = { Widget: 'Form', Link: 'Link' };

/** Annotations that only printing uses (7.18.2 and 7.18.8), and media, whose clips need their own descriptions (7.18.6.2). */
const unsupported = new Set(['TrapNet', 'PrinterMark', 'Screen', 'Movie', 'Sound', 'RichMedia', '3D']);

const hidden = 2;

/**
 * Checks the annotations of all pages (7.18), and orders them by the structure. Hidden annotations need no tag.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkAnnotations(document: PDFDocument, tree: StructureTree, content: ContentTags): void {
  const annotationsByPage = annotationsOf(document);
  for (const [index, page] of placesOf(document).entries()) {
    const { owner, place } = page;
    const annotations = annotationsByPage[index] ?? [];
    // LibreOffice does not write the tab order into PDF/A-1.
    if (annotations.length > 0) owner.set(PDFName.of('Tabs'), PDFName.of('S'));
    for (const annotation of annotations) {
      if (!annotation) throw notAccessible(`an annotation${place} is damaged`);
      for (const form of appearancesOf(annotation)) content.appearance(form, page);
      if (((numberOf(annotation, 'F') ?? 0) & hidden) === 0) checkAnnotation(annotation, tree, place);
    }
  }
}

function checkAnnotation(annotation: PDFDict, tree: StructureTree, place: string): void {
  const kind = nameOf(annotation, 'Subtype') ?? '';
  if (unsupported.has(kind))
    throw notAccessible(`it has an annotation of the type ${quoted(kind)}${place}, which cannot be checked`);
  const needed = elementOf[kind] ?? 'Annot';
  const tag = tree.ofObject.get(annotation);
  const parent = parentOf(annotation, numberOf(annotation, 'StructParent'), tree);
  const isTagged = tag?.type === needed && parent === tag.dict;
  if (!isTagged)
    throw notAccessible(
      `an annotation of the type ${quoted(kind)}${place} is not inside of a tag ${quoted(needed)}`,
    );
  if (
    isDescribedField(annotation, kind) ||
    filled(tag.dict, 'Alt') ||
    (kind !== 'Widget' && filled(annotation, 'Contents'))
  )
    return;
  throw notAccessible(
    kind === 'Widget'
      ? `a form field${place} has no description (its tooltip)`
      : `an annotation of the type ${quoted(kind)}${place} has no description (its contents)`,
  );
}

/** A field describes itself; one of several widgets of a field is described by the field. */
function isDescribedField(widget: PDFDict, kind: string): boolean {
  const field = has(widget, 'T') ? widget : dictOf(widget, 'Parent');
  return kind === 'Widget' && field !== undefined && filled(field, 'TU');
}

const filled = (dict: PDFDict, key: string) => (textOf(dict, key) ?? '').trim() !== '';

/** The appearances of an annotation: each is a form, or a dictionary of forms for its states. */
function appearancesOf(annotation: PDFDict): PDFRawStream[] {
  const all = dictOf(annotation, 'AP');
  return (all?.keys() ?? []).flatMap((key) => {
    const value = all?.lookup(key);
    if (value instanceof PDFRawStream) return [value];
    const states = asDict(value);
    return (states?.keys() ?? []).flatMap((state) => {
      const drawing = states?.lookup(state);
      return drawing instanceof PDFRawStream ? [drawing] : [];
    });
  });
}
