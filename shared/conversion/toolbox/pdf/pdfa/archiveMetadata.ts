import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { changeXmp, writeXmp, type XmpProperty } from '../libraries/xmp.ts';
import { infoOf } from '../metadata/info.ts';
import { metadataFields } from '../metadata/metadataFields.ts';
import type { Part } from './check.ts';
import { entryOf, isText, nameOf, removeKeys } from './objects.ts';

/**
 * Rewrites the XMP with the identification of the standards and the values of the information dictionary, so that both agree
 * (ISO 19005-1, 6.7; 19005-2, 6.6; 14289-1, 5). Properties in schemas that PDF/A does not define are dropped.
 * @param part of PDF/A, if the document follows it
 * @param accessible whether it follows PDF/UA-1
 */
export function setArchiveMetadata(
  document: PDFDocument,
  { part, accessible }: { part?: Part; accessible: boolean },
): void {
  const info = infoOf(document);
  const properties: XmpProperty[] = part
    ? [
        { name: 'pdfaid:part', kind: 'text', values: [String(part)] },
        { name: 'pdfaid:conformance', kind: 'text', values: ['B'] },
      ]
    : [];
  for (const { key, xmp } of Object.values(metadataFields)) {
    const value = info && normalised(info, key);
    if (value !== undefined) properties.push({ ...xmp, values: [value] });
  }
  if (info && !['True', 'False', 'Unknown'].includes(nameOf(info, 'Trapped') ?? ''))
    removeKeys(info, 'Trapped');
  const xmp = changeXmp(undefined, properties);
  writeXmp(document, accessible ? withAccessibility(xmp) : xmp);
}

/** Normalises a value of the dictionary so that XMP can contain it too. Removes an invalid or empty value. */
function normalised(info: PDFDict, key: string): string | undefined {
  const value = entryOf(info, key);
  const text = isText(value) ? printable(value.decodeText()) : '';
  const isDate = /Date$/.test(key);
  const date = isDate && isText(value) ? dateOf(value) : undefined;
  if (isDate ? !date : text === '') {
    removeKeys(info, key);
    return undefined;
  }
  info.set(PDFName.of(key), date ? PDFString.fromDate(date) : PDFHexString.fromText(text));
  return date ? `${date.toISOString().slice(0, 19)}Z` : text;
}

/** Removes characters that XML does not allow, and joins the text to one line. */
export function printable(text: string): string {
  return text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function dateOf(value: PDFString | PDFHexString): Date | undefined {
  try {
    const date = value.decodeDate();
    return Number.isNaN(date.getTime()) ? undefined : date;
  } catch {
    // Unknown date format.
    return undefined;
  }
}

/** Adds the PDF/UA identification, with the schema description that PDF/A requires. */
function withAccessibility(xmp: string): string {
  const end = xmp.lastIndexOf('</rdf:RDF>');
  return xmp.slice(0, end) + accessibility + xmp.slice(end);
}

const accessibility = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>The part of ISO 14289 that it follows</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`;
