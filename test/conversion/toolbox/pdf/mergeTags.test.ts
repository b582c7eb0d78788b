import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { dictOf, isTrue, numberOf, textOf } from '../../../../shared/conversion/toolbox/pdf/pdfa/objects.ts';
import { structureElements } from '../../../../shared/conversion/toolbox/pdf/tags/structure.ts';
import { nameTree, numberTree } from '../../../../shared/conversion/toolbox/pdf/tags/trees.ts';
import { pdfOf, rawPdf, streamOf } from '../../pdfs.ts';
import { jobsOn } from '../../toolbox.ts';

const { convert } = jobsOn();

/** A tagged page whose only structure element holds a text and an annotation. Its names mean something else in other files. */
function taggedPdf(name: string, given: { type: string; width: number; language?: string }): NamedFile {
  const { type, width, language } = given;
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const root = `/RoleMap<</Own/${type}>>/ClassMap<</Wide<</O/Layout/Width ${width}>>>>/IDTree<</Names[(id) 7 0 R]>>`;
  return {
    name,
    bytes: rawPdf([
      `<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Metadata 9 0 R${language ? `/Lang(${language})` : ''}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Annots[5 0 R]/StructParents 0>>',
      streamOf('', Buffer.from('/Own<</MCID 0>>BDC EMC')),
      '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/StructParent 1>>',
      `<</Type/StructTreeRoot/K 7 0 R/ParentTree 8 0 R${root}>>`,
      '<</S/Own/P 6 0 R/Pg 3 0 R/ID(id)/C/Wide/A<</O/Table/Headers[(id)]>>/K[0<</Type/OBJR/Obj 5 0 R>>]>>',
      '<</Nums[0[7 0 R]1 7 0 R]>>',
      streamOf('/Type/Metadata/Subtype/XML', Buffer.from(xmp)),
    ]),
  };
}

const english = taggedPdf('english.pdf', { type: 'P', width: 10, language: 'en' });
const german = taggedPdf('german.pdf', { type: 'H1', width: 20, language: 'de' });
const unnamed = taggedPdf('unnamed.pdf', { type: 'P', width: 10 });
const untagged = await pdfOf(['Plain'], { name: 'plain.pdf' });

async function merged(...files: NamedFile[]) {
  const { files: results, warnings } = await convert(files, { type: 'merge' });
  const document = await PDFDocument.load(results[0]?.bytes ?? new Uint8Array(), { updateMetadata: false });
  const { catalog, context } = document;
  const root = dictOf(catalog, 'StructTreeRoot') as PDFDict;
  const marked = isTrue(dictOf(catalog, 'MarkInfo') as PDFDict, 'Marked');
  const parents = numberTree(root, 'ParentTree');
  const parentOf = (key: number | undefined) => context.lookup(parents.get(key ?? -1) as PDFObject);
  const raw = Buffer.from(results[0]?.bytes ?? []).toString('latin1');
  return { document, root, marked, parentOf, elements: structureElements(document), warnings, raw };
}

/** A PDF of the same length, as its cross-reference table names offsets. */
const withoutClaim = (bytes: Uint8Array) =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('pdfuaid:part', 'pdfuaid:none'), 'latin1');

describe('tagged PDFs that are merged', () => {
  it('keep the tags of all pages and annotations', async () => {
    const { document, marked, parentOf, elements, warnings } = await merged(english, german, english);
    expect(marked).toBe(true);
    expect(warnings).toEqual([]);
    expect(elements).toHaveLength(3);
    for (const [index, { node, ref }] of document.getPages().entries()) {
      const element = elements[index]?.dict as PDFDict;
      expect(element.get(PDFName.of('Pg'))).toBe(ref);
      expect((parentOf(numberOf(node, 'StructParents')) as PDFArray).lookup(0)).toBe(element);
      const annotation = node.Annots()?.lookup(0, PDFDict) as PDFDict;
      expect(parentOf(numberOf(annotation, 'StructParent'))).toBe(element);
      const reference = element.lookup(PDFName.of('K'), PDFArray).lookup(1, PDFDict);
      expect(reference.lookup(PDFName.of('Obj'))).toBe(annotation);
    }
  });

  it('keep the meaning of types, classes and identifiers', async () => {
    const { root, elements } = await merged(english, german, english);
    expect(elements.map(({ type }) => type)).toEqual(['P', 'H1', 'P']);
    const classes = dictOf(root, 'ClassMap') as PDFDict;
    const widths = elements.map(({ dict }) => {
      const name = dict.lookup(PDFName.of('C'), PDFName).decodeText();
      return numberOf(dictOf(classes, name) as PDFDict, 'Width');
    });
    expect(widths).toEqual([10, 20, 10]);
    const ids = elements.map(({ dict }) => textOf(dict, 'ID'));
    expect(new Set(ids).size).toBe(3);
    const tree = nameTree(root, 'IDTree');
    for (const [index, { dict }] of elements.entries()) {
      expect(dict.context.lookup(tree.get(Buffer.from(ids[index] ?? '').toString('hex')))).toBe(dict);
      expect(`${dictOf(dict, 'A')?.lookup(PDFName.of('Headers'))}`).toBe(`[ ${dict.get(PDFName.of('ID'))} ]`);
    }
  });

  it('keep identifiers apart if they are merged again', async () => {
    const [pair] = (await convert([english, german], { type: 'merge' })).files;
    const { elements } = await merged(pair as NamedFile, english, pair as NamedFile);
    expect(new Set(elements.map(({ dict }) => textOf(dict, 'ID'))).size).toBe(5);
  });

  it('keep their languages', async () => {
    const { document, elements } = await merged(english, german, unnamed, english);
    expect(textOf(document.catalog, 'Lang')).toBe('en');
    expect(elements.map(({ dict }) => textOf(dict, 'Lang'))).toEqual([undefined, 'de', '', undefined]);
  });

  it.each([
    ['first', [untagged, german], [1]],
    ['last', [german, untagged], [0]],
  ])('are not marked as tagged with an untagged file, which is %s', async (_place, files, tagged) => {
    const { document, marked, elements, warnings, raw } = await merged(...files);
    expect(marked).toBe(false);
    expect(raw).not.toContain('pdfuaid:part');
    expect(warnings).toEqual([
      { code: 'tags_incomplete', detail: expect.stringContaining('“plain.pdf” has no tags') },
    ]);
    expect(elements.map(({ dict }) => dict.get(PDFName.of('Pg')))).toEqual(
      tagged.map((index) => document.getPage(index).ref),
    );
    const keys = document.getPages().map(({ node }) => numberOf(node, 'StructParents') !== undefined);
    expect(keys).toEqual(files.map((_, index) => tagged.includes(index)));
  });

  it('remain PDF/UA if all are', async () => {
    expect((await merged(english, german)).raw).toContain('<pdfuaid:part>1<');
    const { raw, warnings } = await merged(english, { ...german, bytes: withoutClaim(german.bytes) });
    expect(raw).not.toContain('pdfuaid:part');
    expect(warnings).toEqual([
      {
        code: 'claim_withdrawn',
        detail: `“${german.name}” does not claim PDF/UA-1, so the merged PDF does not.`,
      },
    ]);
  });
});
