import { type PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { changeXmp, readXmp, writeXmp } from '../../../../shared/conversion/toolbox/pdf/libraries/xmp.ts';
import { pdfaOf, pdfOf } from '../../pdfs.ts';
import { jobsOn } from '../../toolbox.ts';

const { one, json } = jobsOn();

const plain = await pdfOf(['One', 'Two']);
const all = {
  title: 'Größe & <b> “日本”',
  author: 'Zoë',
  subject: 'Things',
  keywords: ['a', 'b c'],
  creator: 'By hand',
  producer: 'Nobody',
  creationDate: '2020-01-02T03:04:05.000Z',
  modificationDate: '2021-01-02T03:04:05.000Z',
  trapped: 'Unknown',
  custom: { Department: 'Maps', 'x-1': 'y', 'Größe in cm (#4)/日': '12' },
  viewer: {
    open: { page: 2, zoom: 150 },
    pageLayout: 'TwoPageRight',
    pageMode: 'UseOutlines',
    hideToolbar: true,
    displayDocTitle: false,
    printScaling: 'None',
    duplex: 'DuplexFlipLongEdge',
    numCopies: 2,
  },
};
const written = (metadata: object, file: NamedFile = plain) => one(file, { type: 'metadata', metadata });
const xmpOf = async ({ bytes }: NamedFile) =>
  readXmp(await PDFDocument.load(bytes, { updateMetadata: false })) ?? '';

describe('metadata', () => {
  it('are read as they were written', async () => {
    expect(await json(await written(all), { type: 'metadata' })).toEqual({ metadata: all, pages: 2 });
  });

  it('that are not named are kept, and null removes a property', async () => {
    const file = await written(
      { title: null, custom: { 'Größe in cm (#4)/日': null, More: 'z' } },
      await written(all),
    );
    const { title: _, ...rest } = all;
    expect(await json(file, { type: 'metadata' })).toEqual({
      metadata: { ...rest, custom: { Department: 'Maps', 'x-1': 'y', More: 'z' } },
      pages: 2,
    });
    const { pageMode: _pageMode, hideToolbar: _hideToolbar, open: _open, ...viewer } = all.viewer;
    const removed = { trapped: null, viewer: { pageMode: null, hideToolbar: null, open: null } };
    const { trapped: _trapped, ...others } = all;
    expect(await json(await written(removed, await written(all)), { type: 'metadata' })).toEqual({
      metadata: { ...others, viewer },
      pages: 2,
    });
  });

  it.each([{ zoom: 'page' }, { zoom: 'width' }, {}])('open the PDF with %j', async (zoom) => {
    const viewer = { open: { page: 1, ...zoom } };
    expect(await json(await written({ viewer }), { type: 'metadata' })).toMatchObject({
      metadata: { viewer },
    });
  });

  it('cannot open a page that does not exist', async () => {
    await expect(written({ viewer: { open: { page: 3 } } })).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: 'The document has none of the requested pages: it has 2 pages.',
    });
  });

  it('have the names and types of the standard', async () => {
    const { bytes } = await written({ ...all, trapped: undefined, custom: { Trapped: 'True' } });
    const { catalog, context } = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(`${context.lookup(context.trailerInfo.Info)}`).toContain('/Trapped /True');
    expect(`${catalog.lookup(PDFName.of('ViewerPreferences'))}`).toMatch(
      /\/DisplayDocTitle false\n\/HideToolbar true\n\/PrintScaling \/None\n\/Duplex \/DuplexFlipLongEdge/,
    );
    expect(`${catalog.get(PDFName.of('OpenAction'))}`).toMatch(/^\[ \d+ 0 R \/XYZ null null 1\.5 \]$/);
  });

  it('replace a custom property whose name is in Latin-1', async () => {
    const document = await PDFDocument.load(plain.bytes, { updateMetadata: false });
    document.setTitle('Old');
    const info = document.context.lookup(document.context.trailerInfo.Info) as PDFDict;
    info.set(PDFName.of('Gr\xf6\xdfe'), PDFString.of('1'));
    const file = { name: 'old.pdf', bytes: await document.save() };
    const read = await json(await written({ custom: { Größe: '2' } }, file), { type: 'metadata' });
    expect(read).toMatchObject({ metadata: { custom: { Größe: '2' } } });
  });

  it('are equal in XMP', async () => {
    const xmp = await xmpOf(await written(all));
    expect(xmp).toContain(
      '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Größe &amp; &lt;b&gt; “日本”</rdf:li>',
    );
    expect(xmp).toContain('<dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li></rdf:Seq></dc:creator>');
    expect(xmp).toContain('<pdf:Keywords>a, b c</pdf:Keywords>');
    expect(xmp).toContain('<xmp:CreateDate>2020-01-02T03:04:05Z</xmp:CreateDate>');
    expect(xmp).toContain('<pdf:Trapped>Unknown</pdf:Trapped>');
    expect(xmp).toContain('<pdfx:Grↂ00F6ↂ00DFeↂ0020inↂ0020cmↂ0020ↂ0028ↂ00234ↂ0029ↂ002Fↂ65E5>12<');
    const removed = await xmpOf(await written({ title: null, custom: { 'x-1': null } }, await written(all)));
    expect(removed).not.toMatch(/dc:title|pdfx:x-1/);
    expect(removed).toContain('<pdfx:Department>Maps<');
  });

  it('let viewers display the title, as long as there is one', async () => {
    const titled = await written({ title: 'New' });
    const displays = async (file: NamedFile) =>
      (await PDFDocument.load(file.bytes)).catalog.getViewerPreferences()?.getDisplayDocTitle();
    expect(await displays(titled)).toBe(true);
    expect(await displays(await written({ author: 'Zoë' }, titled))).toBe(true);
    expect(await displays(await written({ title: null }, titled))).toBe(false);
  });

  it.each([{ title: null }, { viewer: { displayDocTitle: false } }, { viewer: { displayDocTitle: null } }])(
    'end the claim of PDF/UA if viewers no longer display a title: %j',
    async (metadata) => {
      const document = await PDFDocument.load(plain.bytes, { updateMetadata: false });
      writeXmp(
        document,
        '<rdf:RDF><rdf:Description><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>',
      );
      const file = { name: 'a.pdf', bytes: await document.save() };
      expect(await xmpOf(await written(metadata, file))).not.toContain('pdfuaid:part');
      expect(await xmpOf(await written({ title: 'New' }, file))).toContain('pdfuaid:part');
    },
  );

  it('can be changed without breaking PDF/A', async () => {
    const added = { title: 'New', trapped: 'False', custom: { 'Größe 1': 'x' }, viewer: all.viewer };
    const file = await written({ ...added, viewer: { ...all.viewer, open: { page: 1 } } }, await pdfaOf(1));
    expect(await json(file, { type: 'metadata' })).toMatchObject({
      metadata: { title: 'New', trapped: 'False', custom: { 'Größe 1': 'x' } },
      pdfa: 'PDF/A-1',
    });
    const xmp = await xmpOf(file);
    expect(xmp.match(/dc:title>/g)).toHaveLength(2);
    expect(xmp).toContain('<pdfaid:part>1</pdfaid:part>');
    // PDF/A does not define these properties.
    expect(xmp).not.toMatch(/Trapped|pdfx/);
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
    { custom: { '': 'y' } },
    { custom: { ' x': 'y' } },
    { custom: { 'a\nb': 'y' } },
    { custom: { ['日'.repeat(43)]: 'y' } },
    { custom: { Trapped: 'Perhaps' } },
    { custom: { trapped: 'True' } },
    { trapped: 'True', custom: { Trapped: 'True' } },
    { trapped: true },
    { viewer: { pageMode: 'Outlines' } },
    { viewer: { open: { page: 0 } } },
    { viewer: { open: { zoom: '150%' } } },
    { viewer: { hideAll: true } },
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
