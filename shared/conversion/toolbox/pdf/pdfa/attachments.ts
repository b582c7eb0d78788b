import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { notPossible } from './notPossible.ts';
import { dictOf, entryOf, has, itemsOf, nameOf, textOf } from './objects.ts';

/**
 * Checks attached files and adds missing media types, names and relationships (ISO 19005-2, 6.8; 19005-3, 6.8).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkAttachments({ catalog, context }: PDFDocument, part: Part): void {
  const files = context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]): [PDFRef, PDFDict][] =>
      object instanceof PDFDict && has(object, 'EF') ? [[ref, object]] : [],
    );
  if (files.length === 0) return;
  if (part < 3) throw notPossible('it has attached files, which only PDF/A-3 allows');
  const associated = new Set<string>();
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    const list = dict instanceof PDFDict ? entryOf(dict, 'AF') : undefined;
    if (list instanceof PDFArray) for (const each of list.asArray()) associated.add(each.toString());
  }
  const all = entryOf(catalog, 'AF');
  const own = all instanceof PDFArray ? all : context.obj([]);
  for (const [ref, file] of files) {
    describeFile(file);
    if (!associated.has(ref.toString())) own.push(ref);
  }
  if (own.size() > 0) catalog.set(PDFName.of('AF'), own);
}

/** Adds to an attached file the names, media type and relationship that it lacks. @throws DocumentRefused `pdfa_not_possible` */
export function describeFile(file: PDFDict): void {
  const embedded = dictOf(file, 'EF');
  const streams = itemsOf(embedded?.context.obj(embedded.values()));
  if (!embedded || streams.length === 0) throw notPossible('an attached file is damaged');
  for (const stream of streams) {
    if (!(stream instanceof PDFRawStream)) throw notPossible('an attached file is damaged');
    const type = nameOf(stream.dict, 'Subtype') ?? '';
    if (!/^[-\w+.]+\/[-\w+.]+$/.test(type))
      stream.dict.set(PDFName.of('Subtype'), PDFName.of('application/octet-stream'));
  }
  const name = textOf(file, 'UF') || textOf(file, 'F') || 'attachment';
  file.set(PDFName.of('Type'), PDFName.of('Filespec'));
  for (const key of ['F', 'UF'])
    if (!textOf(file, key)) file.set(PDFName.of(key), PDFHexString.fromText(name));
  if (!has(file, 'AFRelationship')) file.set(PDFName.of('AFRelationship'), PDFName.of('Unspecified'));
}
