import type { PDFDict, PDFDocument } from '@cantoo/pdf-lib';
import { fieldsOf } from '../pdfa/actions.ts';
import { describeFile } from '../pdfa/attachments.ts';
import { checkLayers } from '../pdfa/layers.ts';
import { allDicts, dictOf, has, isTrue, nameOf, textOf } from '../pdfa/objects.ts';
import { checkLanguage } from './language.ts';
import { notAccessible } from './notAccessible.ts';

/**
 * Checks the document as a whole: its tags, its language, and what cannot be accessible. Layers and attached files get names.
 * @returns the root of the structure tree
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkCatalogue(document: PDFDocument): PDFDict {
  const { catalog, context } = document;
  if (/^%PDF-2/.test(context.header.toString()) || nameOf(catalog, 'Version')?.startsWith('2'))
    throw notAccessible('it is PDF 2.0, but PDF/UA-1 is based on PDF 1.7');
  const marks = dictOf(catalog, 'MarkInfo');
  const root = dictOf(catalog, 'StructTreeRoot');
  if (!root || !marks || !isTrue(marks, 'Marked')) throw notAccessible('it is not tagged');
  if (isTrue(marks, 'Suspects')) throw notAccessible('its creator marks its tags as suspect');
  const language = textOf(catalog, 'Lang');
  if (!language) throw notAccessible('its language is unknown');
  checkLanguage(language);
  const form = dictOf(catalog, 'AcroForm');
  if (isTrue(catalog, 'NeedsRendering') || (form && has(form, 'XFA')))
    throw notAccessible('it is an XFA form, whose pages are made by scripts');
  for (const field of form ? fieldsOf(form) : [])
    if (nameOf(field, 'FT') === 'Sig' && has(field, 'V'))
      throw notAccessible('it is signed, and a change would break the signature');
  // 7.10, which PDF/A-2 has too
  checkLayers(document, 2);
  for (const dict of allDicts(document)) {
    // 7.11
    if (has(dict, 'EF')) describeFile(dict);
    // 7.18.6.2. Structure elements also have a key S, with arbitrary names, and a parent.
    if (nameOf(dict, 'S') === 'Rendition' && !has(dict, 'P')) throw notAccessible('it plays media');
  }
  return root;
}
