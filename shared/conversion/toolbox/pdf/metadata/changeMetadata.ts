import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Metadata } from '../../../steps/options/metadataProperties.ts';
import { changeXmp, pdfaPart, readXmp, writeXmp, type XmpProperty } from '../libraries/xmp.ts';
import { infoOf } from './info.ts';
import { keyOf, xmpNameOf } from './infoKeys.ts';
import { type MetadataField, metadataFields } from './metadataFields.ts';
import { writeViewer } from './viewer.ts';

/**
 * Writes metadata consistently to the information dictionary and to XMP, and viewer settings to the catalogue. The XMP of a PDF/A gets
 * neither `Trapped` nor custom properties, because PDF/A does not define them (ISO 19005-2, 6.6.2.3).
 * @throws DocumentRefused `invalid_parameter` if the page to open does not exist
 */
export function changeMetadata(document: PDFDocument, metadata: Metadata): void {
  const info = infoOf(document) ?? newInfo(document);
  const xmp = readXmp(document);
  const properties: XmpProperty[] = [];
  const add = (name: string, value: string | null) =>
    properties.push({ name, kind: 'text', values: value === null || pdfaPart(xmp) ? [] : [value] });
  for (const [field, { key, xmp }] of Object.entries(metadataFields)) {
    const value = metadata[field as MetadataField];
    if (value === undefined) continue;
    const isDate = /Date$/.test(field);
    const text = Array.isArray(value) ? value.join(', ') : value;
    set(info, PDFName.of(key), text, isDate);
    properties.push({ ...xmp, values: text === null ? [] : [isDate ? inSeconds(text) : text] });
  }
  const { title, trapped, custom = {} } = metadata;
  if (trapped !== undefined) {
    if (trapped === null) info.delete(PDFName.of('Trapped'));
    else info.set(PDFName.of('Trapped'), PDFName.of(trapped));
    add('pdf:Trapped', trapped);
  }
  for (const [key, value] of Object.entries(custom)) {
    set(info, keyOf(info, key), value, false);
    add(xmpNameOf(key), value);
  }
  // Viewers show a title instead of the file name.
  const displayed = title !== undefined && { displayDocTitle: title !== null };
  writeViewer(document, { ...displayed, ...metadata.viewer });
  if (properties.length > 0) writeXmp(document, changeXmp(xmp, properties));
}

function set(info: PDFDict, key: PDFName, value: string | null, isDate: boolean): void {
  if (value === null) info.delete(key);
  else info.set(key, isDate ? PDFString.fromDate(new Date(value)) : PDFHexString.fromText(value));
}

/** The dictionary has a resolution of seconds, and PDF/A requires equal values in both places. */
const inSeconds = (date: string) => `${new Date(date).toISOString().slice(0, 19)}Z`;

function newInfo({ context }: PDFDocument): PDFDict {
  const info = context.obj({});
  context.trailerInfo.Info = context.register(info);
  return info;
}
