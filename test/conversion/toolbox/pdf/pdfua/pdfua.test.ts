import { PDFArray, PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { defaultConversionLimits } from '../../../../../shared/conversion/limits.ts';
import { claimsOf, readXmp } from '../../../../../shared/conversion/toolbox/pdf/libraries/xmp.ts';
import {
  contentOf,
  dictOf,
  isTrue,
  textOf,
} from '../../../../../shared/conversion/toolbox/pdf/pdfa/objects.ts';
import { taggedToPdfUa, toPdfUa } from '../../../../../shared/conversion/toolbox/pdf/pdfua/toPdfUa.ts';
import { structureElements } from '../../../../../shared/conversion/toolbox/pdf/tags/structure.ts';
import { jobsOn } from '../../../toolbox.ts';
import { faultsOf } from '../pdfa/pdfaRules.ts';
import { notAccessible } from './notAccessible.ts';
import { TaggedPdf } from './taggedPdf.ts';

const key = (name: string) => PDFName.of(name);
const text = (value: string) => PDFString.of(value);
type Change = (pdf: TaggedPdf) => unknown;

async function changed(change: Change = () => undefined) {
  const pdf = await TaggedPdf.load();
  change(pdf);
  return { name: 'the report.pdf', bytes: await pdf.save() };
}

async function completed(change?: Change, operation = taggedToPdfUa) {
  const task = {
    operation: '',
    files: [await changed(change)],
    resources: [],
    options: { limits: defaultConversionLimits },
  };
  const { files } = await operation(task);
  const bytes = files[0]?.bytes ?? new Uint8Array();
  return { bytes, document: await PDFDocument.load(bytes, { updateMetadata: false }) };
}

const drawn = (document: PDFDocument) => Buffer.from(contentOf(document.getPage(0).node)).toString('latin1');

describe('PDF/UA of a tagged PDF', () => {
  it('has a title, which viewers display, and claims the standard', async () => {
    const { document } = await completed();
    expect(document.getTitle()).toBe('the report');
    expect(isTrue(dictOf(document.catalog, 'ViewerPreferences') as PDFDict, 'DisplayDocTitle')).toBe(true);
    expect(claimsOf(readXmp(document) ?? '')).toEqual(['PDF/UA-1']);
  });

  it.each([
    ['of its information', (pdf: TaggedPdf) => pdf.document.setTitle('Own'), 'Own'],
    [
      'of its XMP',
      (pdf: TaggedPdf) =>
        pdf.setXmp('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>'),
      'A & B',
    ],
  ])('keeps the title %s', async (_where, change, title) => {
    expect((await completed(change)).document.getTitle()).toBe(title);
  });

  it('marks untagged graphics as artifacts, also those of a drawing, and no tagged ones', async () => {
    const { document } = await completed((pdf) => {
      pdf.form('0 0 5 5 re f');
      pdf.draw('0 0 9 9 re f /X Do');
      pdf.mark(pdf.add(['P']), '/X Do 1 1 2 2 re f');
    });
    const content = drawn(document).replace(/\s+/g, ' ');
    expect(content).toContain('/Artifact BMC 0 0 9 9 re f EMC');
    expect(content).toContain('/Artifact BMC /X Do EMC');
    expect(content).toContain('BDC /X Do 1 1 2 2 re f EMC');
  });

  it('describes links, and orders annotations by the structure', async () => {
    const { document } = await completed((pdf) => pdf.annotate({ Subtype: 'Link' }, 'Link'));
    const { node } = document.getPage(0);
    expect(node.lookup(key('Tabs'))).toBe(key('S'));
    expect(textOf(node.Annots()?.lookup(0, PDFDict) as PDFDict, 'Contents')).toBe('Grüße');
  });

  it.each([
    ['a field', { Subtype: 'Widget', FT: 'Tx', T: text('name'), TU: text('Your name') }, 'Form'],
    ['a comment', { Subtype: 'Text', Contents: text('Well') }, 'Annot'],
    ['a hidden comment without a tag', { Subtype: 'Text', F: 2 }, undefined],
  ])('can have %s', async (_what, annotation, type) => {
    expect((await completed((pdf) => pdf.annotate(annotation, type))).document.getPageCount()).toBe(1);
  });

  it('can have a drawing with tags of its own', async () => {
    const { document } = await completed((pdf) => {
      const element = pdf.add(['P']);
      const StructParents = pdf.addParent(pdf.document.context.obj([pdf.refOf(element)]));
      const form = pdf.form('/P <</MCID 0>> BDC 0 0 9 9 re f EMC', { StructParents });
      element.set(key('K'), pdf.obj({ Type: 'MCR', Pg: pdf.page.ref, Stm: form, MCID: 0 }));
      pdf.draw('/X Do');
    });
    expect(drawn(document)).not.toContain('/Artifact');
  });

  it('names the scope of header cells by their place', async () => {
    const { document } = await completed((pdf) =>
      pdf.add(['Table', ['TR', ['TH'], ['TH']], ['TR', ['TH'], ['TD']]]),
    );
    const headers = structureElements(document).filter(({ type }) => type === 'TH');
    expect(headers.map(({ dict }) => /Scope \/(\w+)/.exec(`${dict.lookup(key('A'))}`)?.[1])).toEqual([
      'Column',
      'Column',
      'Row',
    ]);
  });

  it('leaves header cells that other cells name, and the scopes of a class', async () => {
    const { document } = await completed((pdf) => {
      pdf.root.set(key('ClassMap'), pdf.obj({ Head: { O: 'Table', Scope: 'Row' } }));
      pdf.add([
        'Table',
        ['TR', ['TD', { A: { O: 'Table', Headers: [text('h')] } }], ['TH', { ID: text('h') }]],
      ]);
      pdf.add(['Table', ['TR', ['TD'], ['TH', { C: 'Head' }]]]);
    });
    const headers = structureElements(document).filter(({ type }) => type === 'TH');
    expect(headers.map(({ dict }) => dict.has(key('A')))).toEqual([false, false]);
  });

  it('puts a list within a list item into its body', async () => {
    const { document } = await completed((pdf) =>
      pdf.add(['L', ['LI', ['Lbl'], ['NonStruct'], ['L', ['LI', ['LBody']]]]]),
    );
    const list = structureElements(document).map(({ type }) => type);
    expect(list).toEqual(['Document', 'H1', 'L', 'LI', 'Lbl', 'LBody', 'NonStruct', 'L', 'LI', 'LBody']);
  });

  it('drops mappings of standard types to themselves, and names layers and attached files', async () => {
    const { document } = await completed((pdf) => {
      pdf.root.set(key('RoleMap'), pdf.obj({ H1: 'H1', Own: 'P' }));
      pdf.catalog.set(key('OCProperties'), pdf.obj({ OCGs: [], D: {} }));
      const { context } = pdf.document;
      const file = { Type: 'Filespec', F: text('a.txt'), EF: { F: context.register(context.stream('a')) } };
      pdf.catalog.set(key('AF'), pdf.obj({ Files: [file] }).lookup(key('Files')) as PDFArray);
    });
    const { catalog } = document;
    expect(`${catalog.lookup(key('StructTreeRoot'), PDFDict).lookup(key('RoleMap'))}`).not.toContain('H1');
    expect(textOf(dictOf(catalog.lookup(key('OCProperties'), PDFDict), 'D') as PDFDict, 'Name')).toBe(
      'Layers',
    );
    expect(textOf(catalog.lookup(key('AF'), PDFArray).lookup(0, PDFDict), 'UF')).toBe('a.txt');
  });

  it.each(Object.entries(notAccessible))('is refused with a reason for %s', async (_, [change, reason]) => {
    await expect(completed(change)).rejects.toMatchObject({
      code: 'pdfua_not_possible',
      detail: expect.stringMatching(reason),
    });
  });

  it('is refused for a page that repeats a large stream', async () => {
    const large = completed((pdf) => {
      const { context } = pdf.document;
      const stream = context.register(context.flateStream(Buffer.alloc(1_400_000, ' ')));
      pdf.page.node.set(key('Contents'), context.obj(Array(100).fill(stream)));
    });
    await expect(large).rejects.toMatchObject({ code: 'too_large_inside' });
  });

  it('makes an untagged picture of LibreOffice an artifact', async () => {
    const { document } = await completed((pdf) => pdf.draw('BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI'), toPdfUa);
    expect(drawn(document)).toMatch(/\/Artifact BMC\s+BI/);
  });
});

describe('the step convert with pdfua', () => {
  const { convert, one } = jobsOn();
  const accessible = { type: 'convert', to: 'pdf', pdfua: true };

  it('makes PDF/UA of a PDF, also together with PDF/A and of its own result', async () => {
    const made = await one(
      await changed(),
      { ...accessible, pdfa: 'PDF/A-2b' },
      { ...accessible, pdfa: 'PDF/A-2b' },
    );
    expect(await faultsOf(made.bytes, 2)).toEqual([]);
    const document = await PDFDocument.load(made.bytes, { updateMetadata: false });
    expect(claimsOf(readXmp(document) ?? '')).toEqual(['PDF/A-2', 'PDF/UA-1']);
  });

  it('withdraws the claim to PDF/A without `pdfa`', async () => {
    const archive = await one(await changed(), { type: 'convert', to: 'pdf', pdfa: 'PDF/A-2b' });
    const { files, warnings } = await convert([archive], accessible);
    const document = await PDFDocument.load(files[0]?.bytes ?? '', { updateMetadata: false });
    expect(claimsOf(readXmp(document) ?? '')).toEqual(['PDF/UA-1']);
    expect(warnings).toMatchObject([{ code: 'claim_withdrawn' }]);
  });

  it('needs decryption first', async () => {
    const encrypted = await one(await changed(), { type: 'encrypt', userPassword: 'a' });
    await expect(one(encrypted, accessible)).rejects.toMatchObject({ code: 'password_required' });
  });
});
