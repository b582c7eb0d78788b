import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { mayClaim } from '../../../../shared/conversion/standards.ts';
import { planSteps } from '../../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { claimsOf, readXmp, writeXmp } from '../../../../shared/conversion/toolbox/pdf/libraries/xmp.ts';
import { formPdf } from '../../pdfs.ts';
import { jobsOn } from '../../toolbox.ts';

const { convert } = jobsOn();

const packet = (properties: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ${properties}<pdf:Keywords>kept</pdf:Keywords></rdf:Description></rdf:RDF></x:xmpmeta>`;
const elements = (part: number) =>
  `><pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>`;

/** A form that claims standards. @param compressed whether its XMP is compressed */
async function claiming(xmp: string, compressed = false): Promise<NamedFile> {
  const { name, bytes } = await formPdf();
  const document = await PDFDocument.load(bytes);
  writeXmp(document, xmp);
  if (compressed) {
    const stream = document.context.flateStream(xmp, { Type: 'Metadata', Subtype: 'XML' });
    document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
  }
  return { name, bytes: await document.save() };
}

async function claims({ bytes }: NamedFile): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(document.catalog.lookup(PDFName.of('Metadata'))).toBeInstanceOf(PDFRawStream);
  return claimsOf(readXmp(document) ?? '');
}

const archive = await claiming(packet(elements(2)));
const [pdfa, pdfua] = [['PDF/A-2'], ['PDF/UA-1']];
const both = [...pdfa, ...pdfua];

describe('the claims of an uploaded PDF to standards', () => {
  it.each<[{ type: string; [option: string]: unknown }, string[]]>([
    [{ type: 'watermark', text: 'Copy' }, []],
    [{ type: 'flatten' }, []],
    [{ type: 'form', fields: { agree: true } }, []],
    [{ type: 'attach', files: [{ name: 'data.csv' }] }, pdfua],
    [{ type: 'merge' }, pdfua],
    [{ type: 'metadata', metadata: { title: 'New' } }, both],
    [{ type: 'metadata', metadata: { title: null } }, pdfa],
    [{ type: 'metadata', metadata: { viewer: { displayDocTitle: false } } }, pdfa],
    [{ type: 'bookmarks', bookmarks: [{ title: 'One', page: 1 }] }, both],
    [{ type: 'rotate', angle: 90 }, both],
    [{ type: 'compress' }, both],
    [{ type: 'split', splitMode: 'intervals', splitSpan: '1' }, both],
  ])('are withdrawn, with a warning, if the step can break them: %j', async (step, kept) => {
    const withdrawn = both.filter((each) => !kept.includes(each));
    const { files, warnings } = await convert(
      [archive, ...(step.type === 'attach' ? [{ name: 'data.csv', bytes: Buffer.from('1') }] : [])],
      step,
    );
    expect(await claims(files[0] as NamedFile)).toEqual(kept);
    const detail = `“form.pdf” no longer claims ${withdrawn.join(' and ')}, because \`${step.type}\` can break it.`;
    expect(warnings).toEqual(withdrawn.length > 0 ? [{ code: 'claim_withdrawn', detail }] : []);
  });

  it('are withdrawn before a PDF is encrypted, which PDF/A forbids and PDF/UA allows', async () => {
    const steps = [
      { type: 'encrypt', ownerPassword: 'secret' },
      { type: 'decrypt', password: 'secret' },
    ];
    const { files, warnings } = await convert([archive], ...steps);
    expect(await claims(files[0] as NamedFile)).toEqual(pdfua);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['attributes', packet('pdfaid:part=\'2\' pdfuaid:part = "1">'), false],
    ['a compressed packet', packet(elements(2)), true],
    ['a damaged packet', packet(elements(2)).replaceAll('</pdfaid:part>', '</ pdfaid:part>'), false],
    ['a large packet', packet(elements(2)) + ' '.repeat(1_100_000), false],
    [
      'a packet that repeats them',
      packet(elements(2).replace('>', `>${'<pdfaid:part>2</pdfaid:part>'.repeat(35_000)}`)),
      false,
    ],
    ['a standard whose rules the step does not know', packet(elements(4)), false],
  ])('are found in %s', async (_, xmp, compressed) => {
    const { files } = await convert([await claiming(xmp, compressed)], { type: 'flatten' });
    expect(await claims(files[0] as NamedFile)).toEqual([]);
  });

  it('are withdrawn alone: other metadata stay', async () => {
    const { files } = await convert([archive], { type: 'watermark', text: 'Copy' });
    const document = await PDFDocument.load(files[0]?.bytes ?? '');
    expect(readXmp(document)).toContain('<pdf:Keywords>kept</pdf:Keywords>');
  });

  it('are looked for without reading the objects of a PDF', async () => {
    const stream = (filter: string) => Buffer.from(`1 0 obj<</Subtype/XML${filter}>>stream`);
    expect(mayClaim((await formPdf()).bytes)).toBe(false);
    expect(mayClaim(stream(''))).toBe(false);
    expect(mayClaim(stream('/Filter/FlateDecode'))).toBe(true);
    expect(mayClaim(Buffer.alloc(100_000, stream('')))).toBe(true);
  });

  it('are not withdrawn by a step that only reads', async () => {
    for (const type of ['form', 'metadata', 'bookmarks'])
      expect((await convert([archive], { type })).warnings).toEqual([]);
  });
});

describe('the PDF/UA of an earlier step', () => {
  const accessible = { type: 'convert', to: 'pdf', pdfua: true };
  const planned = (names: string[], ...steps: unknown[]) => planSteps(names, stepsSchema.parse(steps));

  it.each([
    { type: 'merge' },
    { type: 'encrypt', ownerPassword: 'secret' },
    { type: 'metadata', metadata: { title: 'New' } },
  ])('is kept by %j', (step) => {
    expect(() => planned(['a.docx', 'b.odt'], accessible, step)).not.toThrow();
  });

  it.each([
    [['a.docx'], { type: 'watermark', text: 'Copy' }],
    [['a.docx'], { type: 'metadata', metadata: { title: null } }],
  ])('is broken for %j by %j, which is refused', (names, step) => {
    expect(() => planned(names, accessible, step)).toThrow(expect.objectContaining({ code: 'breaks_pdfa' }));
  });
});
