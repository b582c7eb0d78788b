import { PDFBool, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Metadata } from '../../steps/metadata.ts';
import { infoOf } from './info.ts';
import { type MetadataField, metadataFields } from './metadataFields.ts';
import { changeXmp, readXmp, writeXmp, type XmpProperty } from './xmp.ts';

/** Writes metadata consistently to the information dictionary and to XMP. Viewers show a title instead of the file name. */
export function changeMetadata(document: PDFDocument, metadata: Metadata): void {
  const info = infoOf(document) ?? newInfo(document);
  const properties: XmpProperty[] = [];
  for (const [field, { key, xmp }] of Object.entries(metadataFields)) {
    const value = metadata[field as MetadataField];
    if (value === undefined) continue;
    const isDate = /Date$/.test(field);
    const text = Array.isArray(value) ? value.join(', ') : value;
    set(info, key, text, isDate);
    properties.push({ ...xmp, values: text === null ? [] : [isDate ? inSeconds(text) : text] });
  }
  for (const [key, value] of Object.entries(metadata.custom ?? {})) set(info, key, value, false);
  if (metadata.title !== undefined) displayTitle(document, metadata.title !== null);
  // PDF/UA requires a title (ISO 14289-1, 7.1).
  if (metadata.title === null) properties.push({ name: 'pdfuaid:part', kind: 'text', values: [] });
  if (properties.length > 0) writeXmp(document, changeXmp(readXmp(document), properties));
}

/** Sets `DisplayDocTitle` (ISO 32000-1, 12.2). */
function displayTitle({ catalog, context }: PDFDocument, display: boolean): void {
  const existing = catalog.lookup(PDFName.of('ViewerPreferences'));
  const preferences = existing instanceof PDFDict ? existing : context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), display ? PDFBool.True : PDFBool.False);
  if (preferences !== existing) catalog.set(PDFName.of('ViewerPreferences'), preferences);
}

function set(info: PDFDict, key: string, value: string | null, isDate: boolean): void {
  if (value === null) info.delete(PDFName.of(key));
  else info.set(PDFName.of(key), isDate ? PDFString.fromDate(new Date(value)) : PDFHexString.fromText(value));
}

/** The dictionary has a resolution of seconds, and PDF/A requires equal values in both places. */
const inSeconds = (date: string) => `${new Date(date).toISOString().slice(0, 19)}Z`;

function newInfo({ context }: PDFDocument): PDFDict {
  const info = context.obj({});
  context.trailerInfo.Info = context.register(info);
  return info;
}
