import { PDFDict, type PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import { dropActions, dropActionsOfOutline, fieldsOf } from './actions.ts';
import type { Part } from './check.ts';
import { notPossible } from './notPossible.ts';
import { dictOf, entryOf, has, isTrue, nameOf, removeKeys } from './objects.ts';

/**
 * Checks the document catalogue and removes automatic actions (ISO 19005-1, 6.6 and 6.9; 19005-2, 6.4, 6.5, 6.10 and
 * 6.11).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkCatalogue({ catalog, context }: PDFDocument, part: Part): void {
  const form = dictOf(catalog, 'AcroForm');
  if (isTrue(catalog, 'NeedsRendering') || (form && has(form, 'XFA')))
    throw notPossible('it is an XFA form, whose pages are made by scripts');
  if (form) checkFields(form, part);
  // The header alone defines the version.
  removeKeys(
    catalog,
    'Version',
    'Extensions',
    'AA',
    'Requirements',
    'Perms',
    'Legal',
    'DSS',
    'PieceInfo',
    'SpiderInfo',
  );
  if (part < 3) removeKeys(catalog, 'Collection');
  dropActions(catalog, 'OpenAction', part);
  dropActionsOfOutline(dictOf(catalog, 'Outlines'), part);
  const names = dictOf(catalog, 'Names');
  for (const key of names?.keys() ?? [])
    if (key.decodeText() !== 'Dests' && key.decodeText() !== 'EmbeddedFiles') names?.delete(key);
  if (part === 1 && names && !entryOf(names, 'EmbeddedFiles')) removeKeys(names, 'EmbeddedFiles');
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    // Metadata of objects may use undefined schemas. The document's own metadata is rewritten.
    if (dict instanceof PDFDict && dict !== catalog && has(dict, 'Metadata') && hasOwnMetadata(dict))
      removeKeys(dict, 'Metadata');
  }
}

/** Whether the key holds metadata, unlike in a list of names with an entry “Metadata”. */
function hasOwnMetadata(dict: PDFDict): boolean {
  return (
    entryOf(dict, 'Metadata') instanceof PDFRawStream && !['Catalog'].includes(nameOf(dict, 'Type') ?? '')
  );
}

function checkFields(form: PDFDict, part: Part): void {
  if (isTrue(form, 'NeedAppearances'))
    throw notPossible('its fields have no stored appearance; add a `flatten` step before');
  removeKeys(form, 'NeedAppearances');
  for (const field of fieldsOf(form)) {
    if (nameOf(field, 'FT') === 'Sig' && has(field, 'V'))
      throw notPossible('it is signed, and a change would break the signature');
    removeKeys(field, 'AA');
    if (nameOf(field, 'Subtype') === 'Widget') removeKeys(field, 'A');
    else dropActions(field, 'A', part);
  }
}
