import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { cmyk, PDFDocument, PDFName, type PDFPage, PDFString, rgb, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { NamedFile } from '../../../../../shared/conversion/files.ts';

const notoSans = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
);

/** A PDF of one page with an embedded font, modified by `change`. */
export async function embeddedPdf(
  change: (document: PDFDocument, page: PDFPage) => unknown = () => undefined,
  subset = true,
): Promise<NamedFile> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(notoSans), { subset });
  const page = document.addPage([300, 200]);
  page.drawText('Grüße', { x: 20, y: 100, size: 24, font });
  await change(document, page);
  return { name: 'a.pdf', bytes: await document.save() };
}

/** A form whose field shows `text` in an embedded font; every such form names its font alike. */
export async function embeddedForm(name: string, text: string): Promise<NamedFile> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(notoSans), { subset: false });
  const field = document.getForm().createTextField(name);
  field.setText(text);
  field.addToPage(document.addPage([300, 200]), { x: 20, y: 100, width: 200, height: 30, font });
  field.updateAppearances(font);
  const resources = document.context.obj({ Font: { [font.name]: font.ref } });
  document.getForm().acroForm.dict.set(PDFName.of('DR'), resources);
  return { name: `${name}.pdf`, bytes: await document.save({ updateFieldAppearances: false }) };
}

type Change = Parameters<typeof embeddedPdf>[0];
const square = { x: 5, y: 5, width: 40, height: 40 };
const png = (alpha: number) =>
  sharp({ create: { width: 9, height: 9, channels: 4, background: { r: 255, g: 0, b: 0, alpha } } })
    .png()
    .toBuffer();

function annotate({ context }: PDFDocument, page: PDFPage, ...annotations: object[]): void {
  const refs = annotations.map((each) =>
    context.register(context.obj({ Type: 'Annot', Rect: [0, 0, 50, 50], ...each } as never)),
  );
  page.node.set(PDFName.of('Annots'), context.obj(refs));
}

function drawn(document: PDFDocument, page: PDFPage, content: string): void {
  page.node.addContentStream(document.context.register(document.context.stream(content)));
}

const state =
  (entries: object): Change =>
  (document, page) => {
    const key = page.node.newExtGState(
      'GS',
      document.context.register(document.context.obj(entries as never)),
    );
    drawn(document, page, `${key} gs 0 0 9 9 re f`);
  };

const trueType = { Type: 'Font', Subtype: 'TrueType', BaseFont: 'Other' };

/** PDFs that no part of PDF/A allows, with the reason in the error. */
export const notConvertible: Readonly<Record<string, [change: Change, reason: RegExp]>> = {
  'a font that is not embedded': [
    async (document, page) => {
      page.drawText('α', { font: await document.embedFont(StandardFonts.Symbol) });
    },
    /the font “Symbol” is not embedded/,
  ],
  'an invisible TrueType font without an encoding': [
    (document, page) => {
      page.node.setFontDictionary(PDFName.of('Z'), document.context.register(document.context.obj(trueType)));
      drawn(document, page, 'BT 3 Tr /Z 9 Tf (x) Tj ET');
    },
    /the TrueType font “Other” has no encoding that is allowed/,
  ],
  'a TrueType font with the name of a glyph that is not listed': [
    (document, page) => {
      const { context } = document;
      const FontFile2 = context.register(context.flateStream(readFileSync(notoSans)));
      const font = context.obj({
        ...trueType,
        Encoding: { BaseEncoding: 'WinAnsiEncoding', Differences: [200, 'own'] },
        FontDescriptor: { Type: 'FontDescriptor', Flags: 32, FontFile2 },
      });
      page.node.setFontDictionary(PDFName.of('Z'), context.register(font));
      drawn(document, page, 'BT /Z 9 Tf (x) Tj ET');
    },
    /the TrueType font “Other” has a custom encoding/,
  ],
  'CMYK colours': [(_, page) => page.drawRectangle({ ...square, color: cmyk(1, 0, 0, 0) }), /CMYK/],
  'a JPEG in CMYK': [
    async (document, page) => {
      const jpeg = await sharp(await png(1))
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer();
      page.drawImage(await document.embedJpg(jpeg), square);
    },
    /CMYK/,
  ],
  'a spot colour based on CMYK': [
    (document, page) => {
      const tint = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [1, 0, 0, 0], N: 1 };
      const space = document.context.obj(['Separation', 'Gold', 'DeviceCMYK', tint]);
      page.node.Resources()?.set(PDFName.of('ColorSpace'), document.context.obj({ Spot: space }));
      drawn(document, page, '/Spot cs 1 scn 0 0 9 9 re f');
    },
    /CMYK/,
  ],
  'a Type 3 glyph of another width than declared': [
    (document, page) => {
      const { context } = document;
      const glyph = context.register(context.stream('500 0 d0 0 0 9 9 re f'));
      const font = context.obj({
        Type: 'Font',
        Subtype: 'Type3',
        FontBBox: [0, 0, 9, 9],
        FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
        FirstChar: 65,
        LastChar: 65,
        Widths: [700],
        Encoding: { Differences: [65, 'box'] },
        CharProcs: { box: glyph },
      } as never);
      drawn(
        document,
        page,
        `BT ${page.node.newFontDictionary('Boxes', context.register(font))} 9 Tf (A) Tj ET`,
      );
    },
    /width differs/,
  ],
  'an unknown operator': [(document, page) => drawn(document, page, 'BX 1 nonsense EX'), /“nonsense”/],
  'graphics states that are nested too deeply': [
    (document, page) => drawn(document, page, 'q '.repeat(29) + 'Q '.repeat(29)),
    /28/,
  ],
  'a missing font': [(document, page) => drawn(document, page, 'BT /No 9 Tf (a) Tj ET'), /“No”/],
  'an unterminated string': [(document, page) => drawn(document, page, 'BT (never closed'), /truncated/],
  'a transfer function': [state({ TR2: 'Identity' }), /transfer function/],
  'an unknown blend mode': [state({ BM: 'Sparkle' }), /blend mode/],
  'an unknown rendering intent': [state({ RI: 'Nice' }), /rendering intent/],
  PostScript: [
    (document, page) => {
      const form = document.context.register(document.context.stream('0 0 9 9 re f', { Subtype: 'PS' }));
      drawn(document, page, `${page.node.newXObject('Fm', form)} Do`);
    },
    /PostScript/,
  ],
  'a hidden annotation': [
    (document, page) => annotate(document, page, { Subtype: 'Link', F: 2 }),
    /hidden; add a `flatten` step/,
  ],
  'a note without an appearance': [
    (document, page) => annotate(document, page, { Subtype: 'Text', Contents: PDFString.of('Hi') }),
    /no appearance/,
  ],
  'a movie': [(document, page) => annotate(document, page, { Subtype: 'Movie' }), /“Movie”/],
  'an XFA form': [
    ({ catalog, context }) => catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], XFA: [] })),
    /XFA/,
  ],
  'a form without stored appearances': [
    ({ catalog, context }) =>
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], NeedAppearances: true })),
    /no stored appearance/,
  ],
  'a signature': [
    ({ catalog, context }) => {
      const field = context.obj({ FT: 'Sig', T: PDFString.of('s'), V: { Type: 'Sig' } } as never);
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [context.register(field)] }));
    },
    /signed/,
  ],
  'a text that is too long': [
    ({ catalog }) => catalog.set(PDFName.of('Extra'), PDFString.of('x'.repeat(70_000))),
    /too long/,
  ],
  'a stream in another file': [
    ({ catalog, context }) =>
      catalog.set(PDFName.of('Extra'), context.register(context.stream('', { F: PDFString.of('a.txt') }))),
    /another file/,
  ],
  'a character without a glyph': [
    (document, page) => {
      const [font] =
        page.node
          .Resources()
          ?.lookup(PDFName.of('Font'))
          ?.toString()
          .match(/\/[^ <>/]+(?= \d)/) ?? [];
      drawn(document, page, `BT ${font} 9 Tf <0000> Tj ET`);
    },
    /no font has it/,
  ],
};

/** PDFs that PDF/A-1 does not allow, but the later parts do. */
export const notInPart1: Readonly<Record<string, [change: Change, reason: RegExp]>> = {
  'a transparent square': [
    (_, page) => page.drawRectangle({ ...square, color: rgb(1, 0, 0), opacity: 0.5 }),
    /transparent.*PDF\/A-2b/,
  ],
  'a transparent image': [
    async (document, page) => page.drawImage(await document.embedPng(await png(0.5)), square),
    /transparent/,
  ],
  'a blend mode': [state({ BM: 'Multiply' }), /blend mode/],
  layers: [
    ({ catalog, context }) => {
      const [one, other] = ['One', 'Other'].map((name) =>
        context.register(context.obj({ Type: 'OCG', Name: PDFString.of(name) })),
      );
      const properties = { OCGs: [one, other], D: { Order: [one] } };
      catalog.set(PDFName.of('OCProperties'), context.obj(properties as never));
    },
    /layers/,
  ],
};

/** PDFs that can be repaired for every part. */
export const repairable: Readonly<Record<string, Change>> = {
  'no changes': () => undefined,
  scripts: (document) => {
    const { catalog, context } = document;
    document.addJavaScript('main', 'app.alert(1)');
    const action = { S: 'JavaScript', JS: PDFString.of('app.alert(2)') };
    catalog.set(PDFName.of('OpenAction'), context.obj(action));
    catalog.set(PDFName.of('AA'), context.obj({ WC: action }));
    document.getPage(0).node.set(PDFName.of('AA'), context.obj({ O: action }));
  },
  'programs and scripts behind links': (document, page) =>
    annotate(
      document,
      page,
      { Subtype: 'Link', A: { S: 'Launch', F: PDFString.of('calc.exe') } },
      {
        Subtype: 'Link',
        A: {
          S: 'URI',
          URI: PDFString.of('https://example.com/'),
          Next: [{ S: 'JavaScript', JS: PDFString.of('x') }],
        },
      },
    ),
  'an interpolated image with alternates': async (document, page) => {
    const image = await document.embedPng(await png(1));
    page.drawImage(image, square);
    await image.embed();
    const { dict } = document.context.lookup(image.ref) as never as { dict: Map<unknown, unknown> };
    for (const [name, value] of [
      ['Interpolate', true],
      ['Alternates', []],
      ['OPI', {}],
    ] as const)
      dict.set(PDFName.of(name), document.context.obj(value as never));
  },
  'metadata with characters that XML does not allow, and invalid dates': (document) => {
    document.setTitle('A\u0001 <b> & "c" 日本');
    document.setAuthor('One; Two');
    document.setKeywords(['a', 'b']);
    const { Info } = document.context.trailerInfo;
    const info = document.context.lookup(Info) as never as Map<unknown, unknown>;
    info.set(PDFName.of('CreationDate'), PDFString.of('yesterday'));
    info.set(PDFName.of('ModDate'), PDFString.of("D:20260102030405+09'00'"));
    info.set(PDFName.of('Trapped'), PDFString.of('maybe'));
  },
  'the version PDF 2.0 and XMP in an unknown schema': ({ catalog, context }) => {
    catalog.set(PDFName.of('Version'), PDFName.of('2.0'));
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><own:x xmlns:own="urn:own">1</own:x></x:xmpmeta>';
    const stream = context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
    catalog.set(PDFName.of('Metadata'), context.register(stream));
  },
  'a transparency group without transparent objects': (document, page) =>
    page.node.set(PDFName.of('Group'), document.context.obj({ S: 'Transparency', CS: 'DeviceRGB' })),
  'fields with actions': (document, page) => {
    const box = document.getForm().createCheckBox('agree');
    box.addToPage(page, { x: 10, y: 10, width: 20, height: 20 });
    const action = document.context.obj({ S: 'JavaScript', JS: PDFString.of('x') });
    for (const widget of box.acroField.getWidgets()) widget.dict.set(PDFName.of('A'), action);
    box.acroField.dict.set(PDFName.of('AA'), document.context.obj({ K: action }));
  },
};
