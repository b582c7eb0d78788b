import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';

const key = PDFName.of;
const text = (value: PDFObject | undefined) =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;

/** Actions that PDF/A forbids (ISO 19005-2, 6.5.1). */
const forbidden = ['JavaScript', 'Launch', 'Sound', 'Movie', 'ResetForm', 'ImportData', 'Hide', 'Rendition'];

/** Violations of PDF/A, level b, as far as they can be checked in the finished file. */
export async function faultsOf(bytes: Uint8Array, part: 1 | 2 | 3): Promise<string[]> {
  const faults: string[] = [];
  const must = (holds: unknown, rule: string) => void (holds || faults.push(rule));
  const raw = Buffer.from(bytes).toString('latin1');
  must(raw.startsWith(part === 1 ? '%PDF-1.4\n%' : '%PDF-1.7\n%'), '6.1.2 header');
  must(/^.*\n%[\x80-\xff]{4}/.test(raw), '6.1.2 binary comment');
  must(/%%EOF\r?\n?$/.test(raw), '6.1.3 data after the end');
  must(!/\/Encrypt\b/.test(raw), '6.1.3 encrypted');
  if (part === 1) must(!/\/(ObjStm|XRef)\b/.test(raw), '6.1.4 streams of objects');
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = document;
  must(context.trailerInfo.ID, '6.1.3 no ID');
  checkMetadata(document, part, must);
  const intents = catalog.lookup(key('OutputIntents'), PDFArray);
  const intent = intents.lookup(0, PDFDict);
  must(intent.get(key('S')) === key('GTS_PDFA1'), '6.2.3 no output intent');
  const profile = intent.lookup(key('DestOutputProfile')) as PDFRawStream;
  const icc = Buffer.from(decodePDFRawStream(profile).decode());
  must(icc.toString('latin1', 36, 40) === 'acsp' && icc.readUInt32BE(0) === icc.length, '6.2.3 profile');
  must(icc.readUInt8(8) === 2 && /^(mntrRGB|prtrCMYK)/.test(icc.toString('latin1', 12, 20)), '6.2.3 kind');
  for (const name of ['AA', 'Requirements', 'NeedsRendering', 'Perms', 'Version'])
    must(!catalog.has(key(name)), `6.6 ${name} in the catalogue`);
  for (const page of document.getPages()) {
    for (const name of ['AA', 'PresSteps']) must(!page.node.has(key(name)), `6.10 ${name} in a page`);
    must(page.node.has(key('Resources')), '6.2.2 resources are inherited');
    for (const annotation of page.node.Annots()?.asArray() ?? [])
      checkAnnotation(context.lookup(annotation, PDFDict), must);
  }
  for (const [, object] of context.enumerateIndirectObjects()) checkObject(object, part, must);
  return [...new Set(faults)];
}

type Must = (holds: unknown, rule: string) => void;

function checkMetadata({ context, catalog }: PDFDocument, part: number, must: Must): void {
  const stream = catalog.lookup(key('Metadata')) as PDFRawStream;
  must(!stream.dict.has(key('Filter')), '6.7.2 metadata are compressed');
  const xmp = Buffer.from(stream.contents).toString('utf8');
  must(xmp.includes(`<pdfaid:part>${part}</pdfaid:part>`), '6.6.4 part');
  must(xmp.includes('<pdfaid:conformance>B</pdfaid:conformance>'), '6.6.4 conformance');
  const info = context.trailerInfo.Info && context.lookup(context.trailerInfo.Info, PDFDict);
  const escaped = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  for (const [name, property] of Object.entries({
    Title: 'dc:title',
    Author: 'dc:creator',
    Subject: 'dc:description',
    Keywords: 'pdf:Keywords',
    Creator: 'xmp:CreatorTool',
    Producer: 'pdf:Producer',
  })) {
    const value = text(info?.lookup(key(name)));
    const held = new RegExp(`<${property}>(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1];
    if (value !== undefined) must(held === escaped(value), `6.7.3 ${name} is not the same in both`);
  }
  for (const [name, property] of Object.entries({
    CreationDate: 'xmp:CreateDate',
    ModDate: 'xmp:ModifyDate',
  })) {
    const value = info?.lookup(key(name));
    const held = new RegExp(`<${property}>([^<]*)<`).exec(xmp)?.[1] ?? '';
    if (value instanceof PDFString)
      must(value.decodeDate().getTime() === Date.parse(held), `6.7.3 ${name} is not the same in both`);
  }
}

function checkAnnotation(annotation: PDFDict, must: Must): void {
  const flags = (annotation.lookup(key('F')) as PDFNumber | undefined)?.asNumber() ?? 0;
  must((flags & (1 | 2 | 4 | 32 | 256)) === 4, '6.3.2 flags of an annotation');
  const kind = annotation.get(key('Subtype'));
  must(!annotation.has(key('AA')), '6.4.1 an annotation acts');
  if (kind === key('Widget')) must(!annotation.has(key('A')), '6.4.1 a field acts');
  const appearance = annotation.lookup(key('AP'));
  if (kind !== key('Link') && kind !== key('Popup')) must(appearance, '6.3.3 no appearance');
  if (appearance instanceof PDFDict)
    must(
      appearance.keys().every((each) => each === key('N')),
      '6.3.3 appearances besides the normal one',
    );
}

function checkObject(object: PDFObject, part: number, must: Must): void {
  if (object instanceof PDFArray) for (const each of object.asArray()) checkObject(each, part, must);
  const dict = object instanceof PDFRawStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  for (const each of dict.values()) checkObject(each, part, must);
  const is = (name: string, value: string) => dict.lookup(key(name)) === key(value);
  for (const action of forbidden) must(!is('S', action) || dict.has(key('P')), `6.5.1 ${action}`);
  must(!/LZWDecode|Crypt/.test(String(dict.get(key('Filter')))), '6.1.7.2 a filter');
  if (part < 3) must(!dict.has(key('EF')), '6.8 a file is attached');
  else if (dict.has(key('EF')))
    for (const name of ['F', 'UF', 'AFRelationship'])
      must(dict.has(key(name)), `6.8 ${name} of an attached file`);
  if (is('Subtype', 'Image'))
    for (const name of ['Interpolate', 'Alternates', 'OPI']) must(!dict.has(key(name)), `6.2.8 ${name}`);
  if (is('Type', 'Font') && !is('Subtype', 'Type3') && !is('Subtype', 'Type0')) {
    const descriptor = dict.lookup(key('FontDescriptor'));
    const held = descriptor instanceof PDFDict && /\/FontFile[23]? /.test(descriptor.toString());
    must(held, `6.2.11.4 ${dict.get(key('BaseFont'))} is not embedded`);
    if (is('Subtype', 'CIDFontType2')) must(dict.has(key('CIDToGIDMap')), '6.2.11.3.2 CIDToGIDMap');
    if (
      part === 1 &&
      /^\/[A-Z]{6}\+/.test(String(dict.get(key('BaseFont')))) &&
      is('Subtype', 'CIDFontType2')
    )
      must(descriptor instanceof PDFDict && descriptor.has(key('CIDSet')), '6.3.5 CIDSet');
  }
  if (part > 1) return;
  must(!is('S', 'Transparency'), '6.4 a group of transparency');
  must(!dict.has(key('SMask')) || is('SMask', 'None'), '6.4 a soft mask');
  for (const name of ['ca', 'CA']) {
    const opacity = dict.lookup(key(name));
    if (opacity instanceof PDFNumber) must(opacity.asNumber() === 1, '6.4 opacity');
  }
}
