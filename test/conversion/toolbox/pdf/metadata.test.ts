import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { changeXmp, readXmp } from '../../../../shared/conversion/toolbox/pdf/xmp.ts';
import { pdfaOf, pdfOf } from '../../pdfs.ts';
import { jobsOn } from '../../toolbox.ts';

const { one, json } = jobsOn();

const plain = await pdfOf(['One']);
const all = {
  title: 'Größe & <b> “日本”',
  author: 'Zoë',
  subject: 'Things',
  keywords: ['a', 'b c'],
  creator: 'By hand',
  producer: 'Nobody',
  creationDate: '2020-01-02T03:04:05.000Z',
  modificationDate: '2021-01-02T03:04:05.000Z',
  custom: { Department: 'Maps', 'x-1': 'y' },
};
const written = (metadata: object, file: NamedFile = plain) => one(file, { type: 'metadata', metadata });
const xmpOf = async ({ bytes }: NamedFile) =>
  readXmp(await PDFDocument.load(bytes, { updateMetadata: false })) ?? '';

describe('metadata', () => {
  it('are read as they were written', async () => {
    expect(await json(await written(all), { type: 'metadata' })).toEqual({ metadata: all, pages: 1 });
  });

  it('that are not named are kept, and null removes a property', async () => {
    const file = await written({ title: null, custom: { Department: null, More: 'z' } }, await written(all));
    const { title: _, ...rest } = all;
    expect(await json(file, { type: 'metadata' })).toEqual({
      metadata: { ...rest, custom: { 'x-1': 'y', More: 'z' } },
      pages: 1,
    });
  });

  it('are equal in XMP', async () => {
    const xmp = await xmpOf(await written(all));
    expect(xmp).toContain(
      '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Größe &amp; &lt;b&gt; “日本”</rdf:li>',
    );
    expect(xmp).toContain('<dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li></rdf:Seq></dc:creator>');
    expect(xmp).toContain('<pdf:Keywords>a, b c</pdf:Keywords>');
    expect(xmp).toContain('<xmp:CreateDate>2020-01-02T03:04:05Z</xmp:CreateDate>');
    expect(await xmpOf(await written({ title: null }, await written(all)))).not.toContain('dc:title');
  });

  it('let viewers display the title, as long as there is one', async () => {
    const titled = await written({ title: 'New' });
    const displays = async (file: NamedFile) =>
      (await PDFDocument.load(file.bytes)).catalog.getViewerPreferences()?.getDisplayDocTitle();
    expect(await displays(titled)).toBe(true);
    expect(await displays(await written({ author: 'Zoë' }, titled))).toBe(true);
    expect(await displays(await written({ title: null }, titled))).toBe(false);
  });

  it('can be changed without breaking PDF/A', async () => {
    const file = await written({ title: 'New' }, await pdfaOf(1));
    expect(await json(file, { type: 'metadata' })).toMatchObject({
      metadata: { title: 'New' },
      pdfa: 'PDF/A-1',
    });
    const xmp = await xmpOf(file);
    expect(xmp.match(/dc:title>/g)).toHaveLength(2);
    expect(xmp).toContain('<pdfaid:part>1</pdfaid:part>');
    // PDF/A-1 has no object streams and no compressed metadata.
    const text = Buffer.from(file.bytes).toString('latin1');
    expect(text).not.toContain('/ObjStm');
    expect(text).toContain('<pdfaid:part>1</pdfaid:part>');
  });

  it.each([
    { title: 'a\nb' },
    { title: '' },
    { author: 'a\u0000' },
    { keywords: ['a', 'b, c'] },
    { keywords: ['a;b'] },
    { title: 'x'.repeat(1_001) },
    { creationDate: 'yesterday' },
    { custom: { Title: 'x' } },
    { custom: { '/../x': 'y' } },
    { custom: { a: 'b\r\nc' } },
    { other: 'x' },
  ])('cannot be %j', (metadata) => {
    expect(stepsSchema.safeParse([{ type: 'metadata', metadata }]).success).toBe(false);
  });
});

describe('XMP', () => {
  const property = { name: 'dc:title', kind: 'language', values: ['New'] } as const;

  it.each([
    ['that is not XML', 'no XML at all'],
    ['that is truncated', '<rdf:RDF><rdf:Description><dc:title>Old</rdf:RDF>'],
    ['with an empty element', '<rdf:RDF><rdf:Description><dc:title/></rdf:Description></rdf:RDF>'],
    ['with an attribute', '<rdf:RDF><rdf:Description dc:title="Old" x="y"/></rdf:RDF>'],
    ['with many elements', `<rdf:RDF>${'<dc:title>Old</dc:title>'.repeat(500)}</rdf:RDF>`],
  ])('%s is changed in finite time', (_what, xmp) => {
    const changed = changeXmp(xmp, [{ ...property, values: [...property.values] }]);
    expect(changed.match(/>New</g)).toHaveLength(1);
    expect(changed.endsWith('</rdf:RDF>') || changed.includes('</rdf:RDF></x:xmpmeta>')).toBe(true);
  });
});
