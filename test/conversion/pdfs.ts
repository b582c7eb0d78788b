import { deflateSync } from 'node:zlib';
import {
  degrees,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRawStream,
  PDFString,
  StandardFonts,
} from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { photograph } from './pictures.ts';

/** A PDF with one page for each text. */
export async function pdfOf(
  texts: readonly string[],
  { name = 'sample.pdf', size = [300, 200] as [number, number] } = {},
): Promise<NamedFile> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of texts) document.addPage(size).drawText(text, { x: 20, y: 100, size: 24, font });
  return { name, bytes: await document.save() };
}

/** Pages with every rotation, and one with a crop box. */
export async function turnedPdf(): Promise<NamedFile> {
  const { bytes } = await pdfOf(['One', 'Two', 'Three', 'Four', 'Five'], { size: [400, 300] });
  const document = await PDFDocument.load(bytes);
  for (const [index, angle] of [0, 90, 180, 270].entries())
    document.getPage(index).setRotation(degrees(angle));
  document.getPage(4).setCropBox(100, 50, 250, 200);
  return { name: 'turned.pdf', bytes: await document.save() };
}

/** A form with a field of each kind. */
export async function formPdf(): Promise<NamedFile> {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 300]);
  const form = document.getForm();
  const name = form.createTextField('person.name');
  name.addToPage(page, { x: 20, y: 250, width: 200, height: 24 });
  name.setMaxLength(20);
  form.createCheckBox('agree').addToPage(page, { x: 20, y: 210, width: 20, height: 20 });
  const size = form.createRadioGroup('size');
  size.addOptionToPage('small', page, { x: 20, y: 170, width: 20, height: 20 });
  size.addOptionToPage('large', page, { x: 60, y: 170, width: 20, height: 20 });
  const country = form.createDropdown('country');
  country.addOptions(['DE', 'JP']);
  country.addToPage(page, { x: 20, y: 130, width: 100, height: 24 });
  const languages = form.createOptionList('languages');
  languages.addOptions(['a', 'b', 'c']);
  languages.enableMultiselect();
  languages.addToPage(page, { x: 20, y: 40, width: 100, height: 60 });
  return { name: 'form.pdf', bytes: await document.save() };
}

/** A PDF that its XMP declares as PDF/A. */
export async function pdfaOf(part: 1 | 2 | 3): Promise<NamedFile> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([300, 200]);
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const stream = document.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
  const info = document.context.obj({ Title: PDFString.of('Old') });
  document.context.trailerInfo.Info = document.context.register(info);
  return { name: 'archive.pdf', bytes: await document.save({ useObjectStreams: false }) };
}

/** A PDF of serialised objects, with a valid cross-reference table. Object 1 is the catalogue. */
export function rawPdf(objects: readonly (string | Uint8Array)[]): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  for (const [index, object] of objects.entries()) {
    offsets.push(length());
    chunks.push(
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object as Uint8Array),
      Buffer.from('\nendobj\n'),
    );
  }
  const at = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  chunks.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}

/** A stream object. */
export function streamOf(dictionary: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/**
 * A form with NeedAppearances (ISO 32000-1, 12.7.2): the viewer must draw the field.
 * @param drawn the text of the field's appearance, if it has one
 */
export function undrawnForm(value: string, drawn?: string): NamedFile {
  const text = PDFHexString.fromText(value);
  const field = `/Type/Annot/Subtype/Widget/FT/Tx/T(a)/V${text}/DA(/Helv 12 Tf 0 g)/Rect[10 10 110 30]/P 3 0 R/F 4`;
  const content = Buffer.from(`/Tx BMC q BT /Helv 12 Tf 2 5 Td (${drawn}) Tj ET Q EMC`);
  const appearance = '/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</Helv 5 0 R>>>>';
  return {
    name: 'undrawn.pdf',
    bytes: rawPdf([
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/NeedAppearances true/DR<</Font<</Helv 5 0 R>>>>>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 72]/Annots[4 0 R]>>',
      drawn === undefined ? `<<${field}>>` : `<<${field}/AP<</N 6 0 R>>>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      streamOf(appearance, content),
    ]),
  };
}

/** Three links: with a border only, with an empty appearance, and with an appearance that fills it. */
export function linksPdf(): NamedFile {
  const link = (x: number, more: string) =>
    `<</Type/Annot/Subtype/Link/F 4/Rect[${x} 10 ${x + 40} 50]/Border[0 0 2]/A<</S/URI/URI(https://example.com/)>>${more}>>`;
  return {
    name: 'links.pdf',
    bytes: rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 60]/Annots[${link(10, '')}${link(70, '/AP<<>>')}${link(130, '/AP<</N 4 0 R>>')}]>>`,
      streamOf('/Type/XObject/Subtype/Form/BBox[0 0 40 40]', Buffer.from('0 0 40 40 re f')),
    ]),
  };
}

/** A page with a photograph as JPEG, and a part of it as PNG. */
export async function photoPdf(): Promise<NamedFile> {
  const photo = await photograph(1600, 1200);
  const document = await PDFDocument.create();
  const page = document.addPage([320, 240]);
  page.drawImage(await document.embedJpg(photo), { x: 0, y: 0, width: 320, height: 240 });
  const drawn = await document.embedPng(await sharp(photo).resize(400, 300).png().toBuffer());
  page.drawImage(drawn, { x: 0, y: 0, width: 160, height: 120 });
  return { name: 'photo.pdf', bytes: await document.save() };
}

/** A page with a JPEG. @param decoding its `DecodeParms` */
export async function jpegPdf(jpeg: Uint8Array, decoding?: Record<string, number>): Promise<NamedFile> {
  const document = await PDFDocument.create();
  const page = document.addPage([320, 240]);
  const image = await document.embedJpg(jpeg);
  page.drawImage(image, { x: 0, y: 0, width: 320, height: 240 });
  await image.embed();
  if (decoding) {
    const stream = document.context.lookup(image.ref) as PDFRawStream;
    stream.dict.set(PDFName.of('DecodeParms'), document.context.obj(decoding));
  }
  return { name: 'jpeg.pdf', bytes: await document.save() };
}

/** A PDF whose only bookmark is its own successor. */
export function loopingOutline(): Buffer {
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>',
    '<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>',
    '<</Title(again)/Parent 4 0 R/Next 5 0 R/First 5 0 R/Last 5 0 R/Count 1/Dest[3 0 R/Fit]>>',
  ]);
}

/** A PDF with a picture whose compressed data has a damaged header. */
export async function damagedPicturePdf(): Promise<NamedFile> {
  const document = await PDFDocument.create();
  const page = document.addPage([200, 200]);
  const data = deflateSync(Buffer.alloc(4800, 'picture'));
  data[0] = 0x55;
  const size = { Width: 40, Height: 40, BitsPerComponent: 8, ColorSpace: 'DeviceRGB', Filter: 'FlateDecode' };
  const picture = document.context.stream(data, { Type: 'XObject', Subtype: 'Image', ...size });
  const key = page.node.newXObject('Picture', document.context.register(picture));
  const content = document.context.flateStream(`q 100 0 0 100 10 10 cm ${key} Do Q`);
  page.node.set(PDFName.of('Contents'), document.context.register(content));
  return { name: 'damaged.pdf', bytes: await document.save() };
}
