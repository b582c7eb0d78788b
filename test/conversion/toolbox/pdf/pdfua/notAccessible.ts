import { PDFArray, PDFDict, PDFName, PDFNull, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import type { Spec, TaggedPdf } from './taggedPdf.ts';

const key = (name: string) => PDFName.of(name);
const text = (value: string) => PDFString.of(value);
const picture = 'BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI';
const line = '0 0 9 9 re f';
const write = 'BT /F 9 Tf (x) Tj ET';
const widget = { Subtype: 'Widget', FT: 'Tx', T: text('name') };
const row = (...cells: string[]): Spec => ['TR', ...cells.map((cell): [string] => [cell])];

/** Changes of a tagged PDF that make PDF/UA impossible, with the reason in the error. */
export const notAccessible: Readonly<Record<string, [change: (pdf: TaggedPdf) => unknown, reason: RegExp]>> =
  {
    'no mark of tags': [({ catalog }) => catalog.delete(key('MarkInfo')), /: it is not tagged\./],
    'no structure tree': [({ catalog }) => catalog.delete(key('StructTreeRoot')), /: it is not tagged\./],
    'suspect tags': [
      ({ catalog }) =>
        catalog.lookup(key('MarkInfo'), PDFDict).set(key('Suspects'), catalog.context.obj(true)),
      /marks its tags as suspect/,
    ],
    'PDF 2.0': [({ catalog }) => catalog.set(key('Version'), key('2.0')), /it is PDF 2\.0/],
    'no language': [({ catalog }) => catalog.delete(key('Lang')), /its language is unknown/],
    'a damaged language': [
      ({ catalog }) => catalog.set(key('Lang'), text('x_y')),
      /language “x_y” is not named/,
    ],
    'an element with a damaged language': [
      ({ heading }) => heading.set(key('Lang'), text('')),
      /language “” on page 1 is not named/,
    ],
    'content with a damaged language': [
      (pdf) => pdf.draw(`/Artifact <</Lang (x y)>> BDC ${line} EMC`),
      /language “x y” on page 1/,
    ],
    'an XFA form': [(pdf) => pdf.catalog.set(key('AcroForm'), pdf.obj({ XFA: [] })), /XFA form/],
    'a signature': [
      (pdf) => {
        const field = pdf.annotate({ ...widget, FT: 'Sig', TU: text('x'), V: pdf.obj({}) }, 'Form');
        pdf.catalog.set(key('AcroForm'), pdf.obj({ Fields: [pdf.refOf(field)] }));
      },
      /it is signed/,
    ],
    'layers that switch automatically': [
      (pdf) => pdf.catalog.set(key('OCProperties'), pdf.obj({ OCGs: [], D: { AS: [] } })),
      /layers are shown and hidden automatically/,
    ],
    media: [(pdf) => pdf.annotate({ Subtype: 'Link', A: { S: 'Rendition' } }, 'Link'), /it plays media/],
    'an unknown type': [(pdf) => pdf.add(['Own']), /the tag “Own” on page 1 has no standard type/],
    'a circular role map': [
      (pdf) => {
        pdf.root.set(key('RoleMap'), pdf.obj({ Own: 'Other', Other: 'Own' }));
        pdf.add(['Own']);
      },
      /“Own” on page 1 is mapped to itself/,
    ],
    'a changed standard type': [
      (pdf) => pdf.root.set(key('RoleMap'), pdf.obj({ H1: 'P' })),
      /“H1” on page 1 is or becomes a standard type that the role map changes/,
    ],
    'a shared element': [
      (pdf) => pdf.top.lookup(key('K'), PDFArray).push(pdf.refOf(pdf.heading)),
      /structure tree is damaged on page 1/,
    ],
    'an element without its parent': [({ heading }) => heading.delete(key('P')), /structure tree is damaged/],
    'deep nesting': [
      (pdf) => {
        let parent = { ref: pdf.refOf(pdf.top), dict: pdf.top };
        for (let level = 0; level < 501; level++) {
          const dict = pdf.add(['Sect'], parent);
          parent = { ref: parent.dict.lookup(key('K'), PDFArray).get(level === 0 ? 1 : 0) as never, dict };
        }
      },
      /nested more than 500 levels/,
    ],
    'a picture without description': [
      (pdf) => pdf.add(['Figure', { Alt: text(' ') }]),
      /picture.* on page 1 has no alternative/,
    ],
    'a formula without description': [(pdf) => pdf.add(['Formula']), /formula on page 1 has no alternative/],
    'a skipped level of headings': [(pdf) => pdf.add(['H3']), /level 3 on page 1 follows .* level 1/],
    'headings with and without levels': [(pdf) => pdf.add(['H']), /headings with and without a level/],
    'two headings of an element': [
      (pdf) => pdf.add(['Sect', ['H'], ['Div', ['H']]]),
      /several headings on page 1/,
    ],
    'a note without identifier': [(pdf) => pdf.add(['Note']), /note on page 1 has no identifier/],
    'notes with the same identifier': [
      (pdf) => {
        for (const _ of 'ab') pdf.add(['Note', { ID: text('n') }]);
      },
      /note on page 1 has no identifier/,
    ],
    'a cell outside of a row': [(pdf) => pdf.add(['Table', ['TD']]), /“TD” on page 1 is inside of “Table”/],
    'a row outside of a table': [(pdf) => pdf.add(['TR']), /“TR” on page 1 is inside of “Document”/],
    'a list item outside of a list': [
      (pdf) => pdf.add(['LI', ['LBody']]),
      /“LI” on page 1 is inside of “Document”/,
    ],
    'a caption between rows': [
      (pdf) => pdf.add(['Table', row('TD'), ['Caption'], row('TD')]),
      /caption of the tag “Table” on page 1/,
    ],
    'a head without a body': [(pdf) => pdf.add(['Table', ['THead', row('TH')]]), /head or foot, but no body/],
    'two heads': [(pdf) => pdf.add(['Table', ['THead'], ['THead'], ['TBody']]), /several heads or feet/],
    'rows of different lengths': [
      (pdf) => pdf.add(['Table', row('TD', 'TD'), row('TD')]),
      /cells of a table on page 1/,
    ],
    'spans that overlap': [
      (pdf) => pdf.add(['Table', ['TR', ['TD'], ['TD', { A: { O: 'Table', RowSpan: 2 } }]], row('TD', 'TD')]),
      /cells of a table on page 1/,
    ],
    'a span without end': [
      (pdf) => pdf.add(['Table', ['TR', ['TD', { A: { O: 'Table', ColSpan: 1e9 } }]]]),
      /cells of a table on page 1/,
    ],
    'too many cells in all tables': [
      (pdf) => {
        const cell: Spec = ['TD', { A: { O: 'Table', ColSpan: 1e6 } }];
        for (let n = 0; n < 4; n++) pdf.add(['Table', ['TR', cell]]);
      },
      /tables have more than 3000000 cells/,
    ],
    'too many named headers': [
      (pdf) => {
        const Headers = Array.from({ length: 101 }, () => text('h'));
        pdf.add(['Table', ['TR', ['TD', { A: { O: 'Table', Headers } }], ['TH', { ID: text('h') }]]]);
      },
      /a cell of a table on page 1 names more than 100 headers/,
    ],
    'a long list of entries that elements share': [
      (pdf) => {
        const K = pdf.document.context.register(pdf.document.context.obj(Array(101).fill(null)));
        for (const _ of 'ab') pdf.add(['P', { K }]);
      },
      /structure tree is damaged on page 1/,
    ],
    'annotations that pages share': [
      (pdf) => {
        const hidden = pdf.refOf(pdf.annotate({ Subtype: 'Text', F: 2 }));
        const Annots = pdf.document.context.register(pdf.document.context.obj(Array(10_001).fill(hidden)));
        pdf.page.node.set(key('Annots'), Annots);
        for (let n = 0; n < 100; n++) pdf.document.addPage().node.set(key('Annots'), Annots);
      },
      /pages have more than 1000000 annotations/,
    ],
    'a header cell among others': [
      (pdf) => pdf.add(['Table', row('TD', 'TH')]),
      /header cell that is for neither/,
    ],
    'too many attributes': [
      (pdf) => pdf.add(['Table', ['TR', ['TD', { A: Array.from({ length: 101 }, () => ({})) }]]]),
      /more than 100 lists of attributes/,
    ],
    'a form tag with text': [(pdf) => pdf.mark(pdf.add(['Form']), line), /tag of a form field on page 1/],
    'an untagged text': [(pdf) => pdf.draw(write), /a text on page 1 has no tag/],
    'an untagged text in a drawing': [
      (pdf) => {
        pdf.form(write);
        pdf.draw('/X Do');
      },
      /a text on page 1 has no tag/,
    ],
    'an untagged picture': [(pdf) => pdf.draw(picture), /a picture on page 1 has no tag/],
    'an artifact in a tag': [
      (pdf) => pdf.mark(pdf.add(['P']), `/Artifact BMC ${line} EMC`),
      /both tagged and an artifact/,
    ],
    'a tag in an artifact': [
      (pdf) => {
        pdf.draw('/Artifact BMC');
        pdf.mark(pdf.add(['P']), line);
        pdf.draw('EMC');
      },
      /both tagged and an artifact/,
    ],
    'marked content without end': [
      (pdf) => pdf.draw('/Artifact BMC'),
      /marked content on page 1 does not end/,
    ],
    'marked content without start': [(pdf) => pdf.draw('EMC'), /marked content on page 1 ends before/],
    'content whose tag does not name it': [
      ({ heading }) => heading.set(key('K'), PDFNull),
      /the structure tree and the parent tree do not agree about the tag of content on page 1/,
    ],
    'content that the parent tree does not name': [
      ({ page }) => page.node.set(key('StructParents'), PDFNumber.of(9)),
      /the structure tree and the parent tree do not agree/,
    ],
    'a drawing with tags that is drawn twice': [
      (pdf) => {
        pdf.form('', { StructParents: 9 });
        pdf.draw('/X Do /X Do');
      },
      /drawing with tags of its own on page 1 is drawn more than once/,
    ],
    'a drawing with a tag that does not name it': [
      (pdf) => {
        pdf.form('', { StructParent: 9 });
        pdf.draw('/X Do');
      },
      /drawing on page 1 has a tag, but/,
    ],
    'a page of another file': [
      (pdf) => {
        pdf.form('', { Ref: {} });
        pdf.draw('/X Do');
      },
      /a drawing on page 1 is a page of another file/,
    ],
    'an annotation without a tag': [
      (pdf) => pdf.annotate({ Subtype: 'Text', Contents: text('x') }),
      /annotation of the type “Text” on page 1 is not inside of a tag “Annot”/,
    ],
    'a link with another tag': [
      (pdf) => pdf.annotate({ Subtype: 'Link' }, 'Span'),
      /“Link” on page 1 is not inside/,
    ],
    'an annotation without contents': [
      (pdf) => pdf.annotate({ Subtype: 'Text' }, 'Annot'),
      /“Text” on page 1 has no description/,
    ],
    'a field without a tooltip': [
      (pdf) => pdf.annotate(widget, 'Form'),
      /form field on page 1 has no description/,
    ],
    'a mark for printers': [(pdf) => pdf.annotate({ Subtype: 'TrapNet' }), /type “TrapNet” on page 1, which/],
    'a font in an appearance without Unicode': [
      (pdf) => {
        const drawn = pdf.form(write, {
          Resources: { Font: { F: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Symbol' } } },
        });
        pdf.annotate({ ...widget, TU: text('x'), AP: { N: drawn } }, 'Form');
      },
      /the font “Symbol” is not embedded/,
    ],
    'a font without Unicode': [(pdf) => pdf.font.delete(key('ToUnicode')), /does not tell which characters/],
    'a font with a character that is none': [
      (pdf) => pdf.mapAll('0000'),
      /maps glyphs to characters that do not exist/,
    ],
  };
