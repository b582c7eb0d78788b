import { basename, dirname } from 'node:path';
import { zipContents } from '../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../shared/conversion/limits.ts';
import { fodt } from './libreoffice/officeSamples.ts';
import { docx, type Parts, paragraph, pptx, type Relation, relations, xlsx, zipOf } from './ooxml.ts';

/** Targets that a document must not reach: an address, a file, and an image. */
export interface Forbidden {
  host: string;
  file: string;
  picture: string;
}

/** Styles that load images, and a body that uses them. */
const backgrounds = (href: string) => ({
  styles: `<office:styles><draw:fill-image draw:name="F" xlink:href="${href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></office:styles><office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:paragraph-properties><style:background-image xlink:href="${href}" style:repeat="repeat"/></style:paragraph-properties></style:style><style:style style:name="g1" style:family="graphic"><style:graphic-properties draw:fill="bitmap" draw:fill-image-name="F"/></style:style><text:list-style style:name="L1"><text:list-level-style-image text:level="1" xlink:href="${href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"><style:list-level-properties fo:width="1cm" fo:height="1cm"/></text:list-level-style-image></text:list-style></office:automatic-styles>`,
  body: '<text:p text:style-name="P1">Still here</text:p><text:p><draw:rect draw:style-name="g1" text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"/></text:p><text:list text:style-name="L1"><text:list-item><text:p>item</text:p></text:list-item></text:list>',
});

/** HTML that loads pictures, styles and pages. */
const page = ({ host, file, picture }: Forbidden, body: string) =>
  Buffer.from(
    `<html><head><base href="file://${dirname(file)}/"><link rel="stylesheet" href="http://${host}/a.css"><style>@import "http://${host}/b.css"; td { background: url(file://${picture}) }</style></head><body background="file://${picture}"><img src="http://${host}/a.png"><img src="file://${picture}" width="60" height="60"><img src="${basename(picture)}"><iframe src="file://${file}"></iframe><object data="http://${host}/o"></object><script src="http://${host}/s.js"></script>${body}</body></html>`,
  );

/** An SVG with an external image. */
export const drawing = (href: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="60"><image width="60" height="60" xlink:href="${href}"/></svg>`;
/** An image in the text of a DOCX. @param id such as `r:embed="rId1"` */
export const picture = (id: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip ${id}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
/** A frame in the text of OpenDocument. */
export const frame = (inside: string) =>
  `<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">${inside}</draw:frame></text:p>`;

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const still = paragraph('Still here');

/** A copy of a package with some parts replaced. */
export async function changed(
  bytes: Uint8Array,
  change: (parts: Map<string, Buffer>) => Parts,
): Promise<Buffer> {
  const parts = await zipContents(bytes, defaultInputLimits.zip, () => true);
  return zipOf({ ...Object.fromEntries(parts), ...change(parts) });
}

/** An ODT. */
export function odt(body: string, more: Parts = {}, extra = ''): Promise<Buffer> {
  const content = fodt(body, extra)
    .toString()
    .replaceAll('office:document ', 'office:document-content ')
    .replaceAll('</office:document>', '</office:document-content>');
  const entries = Object.keys(more).map(
    (path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`,
  );
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': content,
    ...more,
    'META-INF/manifest.xml': `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>${entries.join('')}</manifest:manifest>`,
  });
}

const openLinks = ({ host, file }: Forbidden) =>
  [
    `<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:image xlink:href="http://${host}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`,
    `<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:image xlink:href="file://${file}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`,
    `<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:object xlink:href="http://${host}/o.odt" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`,
    `<text:p><draw:frame text:anchor-type="as-char" svg:width="9cm" svg:height="3cm"><draw:floating-frame xlink:href="file://${file}" xlink:type="simple"/></draw:frame></text:p>`,
    `<text:section text:name="linked"><text:section-source xlink:href="file://${file}"/><text:p>before</text:p></text:section>`,
    `<text:section text:name="remote"><text:section-source xlink:href="http://${host}/s.odt"/><text:p>before</text:p></text:section>`,
    '<text:p>Still here</text:p>',
  ].join('');

/** A macro that runs when the document is opened and writes into it. */
const macro = `Sub Main
  ThisComponent.Text.String = "CANARY of a macro"
End Sub`;
const onOpen =
  '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>';
const library: Parts = {
  'Basic/script-lc.xml':
    '<?xml version="1.0"?><library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>',
  'Basic/Standard/script-lb.xml':
    '<?xml version="1.0"?><library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>',
  'Basic/Standard/Module1.xml': `<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${macro.replaceAll('"', '&quot;')}</script:module>`,
};

/** Documents of every kind with forbidden links. Each also contains “Still here”. */
export const linkedDocuments: Readonly<Record<string, (forbidden: Forbidden) => Promise<Uint8Array>>> = {
  'parts.docx': ({ host, file }) => {
    const links: Relation[] = [
      ['rId1', 'aFChunk', `file://${file}`, true],
      ['rId2', 'aFChunk', `http://${host}/c.html`, true],
      ['rId3', 'subDocument', `http://${host}/s.docx`, true],
      ['rId4', 'oleObject', `file://${file}`, true],
      ['rId5', 'image', `http://${host}/i.png`, true],
    ];
    const object =
      '<w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="o" style="width:90pt;height:90pt"><v:imagedata r:id="rId5"/></v:shape><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Word.Document.12" ShapeID="o" DrawAspect="Content" r:id="rId4" UpdateMode="Always"/></w:object></w:r></w:p>';
    return docx(
      `<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/><w:subDoc r:id="rId3"/>${object}${still}`,
      links,
    );
  },
  'fields.rtf': async ({ host, file }) =>
    Buffer.from(
      `{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://${host}/a.png" \\\\d}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDETEXT "${file}"}{\\fldrslt x}}{\\field{\\*\\fldinst INCLUDEPICTURE "file://${file}" \\\\d}{\\fldrslt x}}{\\*\\template http://${host}/t.dot}{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata 00}}Still here\\par}`,
    ),
  'picture.rtf': async ({ picture }) =>
    Buffer.from(
      `{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "file://${picture}" \\\\d}{\\fldrslt x}}{\\field{\\*\\fldinst {INCLUDE}{\\'50ICTURE "${picture}"}}{\\fldrslt x}}Still here\\par}`,
    ),
  'drawing.docx': ({ picture: forbidden }) =>
    docx(
      `${picture('r:embed="rId1"')}${picture('r:link="rId2"')}${still}`,
      [
        ['rId1', 'image', 'media/a.svg'],
        ['rId2', 'image', `file://${forbidden}`, true],
      ],
      { 'word/media/a.svg': drawing(`file://${forbidden}`) },
    ),
  'backgrounds.odt': ({ picture }) => {
    const { body, styles } = backgrounds(`file://${picture}`);
    return odt(body, {}, styles);
  },
  'backgrounds.fodt': async ({ picture }) => {
    const { body, styles } = backgrounds(`file://${picture}`);
    return fodt(body, styles);
  },
  'drawing.odt': ({ picture }) =>
    odt(
      `${frame('<draw:image xlink:href="Pictures/a.svg" xlink:type="simple"/>')}<text:p>Still here</text:p>`,
      {
        'Pictures/a.svg': drawing(`file://${picture}`),
      },
    ),
  'drawing.fodt': async ({ picture }) =>
    fodt(
      `${frame(`<draw:image><office:binary-data>${Buffer.from(drawing(`file://${picture}`)).toString('base64')}</office:binary-data></draw:image>`)}<text:p>Still here</text:p>`,
    ),
  'links.odt': (forbidden) => odt(openLinks(forbidden)),
  'links.fodt': async (forbidden) => fodt(openLinks(forbidden)),
  'macro.odt': () => odt('<text:p>Still here</text:p>', library, onOpen),
  'macro.fodt': async () =>
    fodt(
      '<text:p>Still here</text:p>',
      `${onOpen.replace('</office:scripts>', '')}<office:script script:language="ooo:Basic"><ooo:libraries xmlns:ooo="http://openoffice.org/2004/office"><ooo:library-embedded ooo:name="Standard"><ooo:module ooo:name="Module1"><ooo:source-code>${macro}</ooo:source-code></ooo:module></ooo:library-embedded></ooo:libraries></office:script></office:scripts>`,
    ),
  'external.xlsx': async ({ host, file }) => {
    const bytes = await xlsx([
      ['Still here', `=WEBSERVICE("http://${host}/w")`],
      ['remote', `='http://${host}/[b.xlsx]Sheet1'!A1`],
      ['file', `='file://${file}'#$Sheet1.A1`],
      ['book', '=[1]Sheet1!A1'],
      ['click', `=HYPERLINK("http://${host}/h")`],
    ]);
    return changed(bytes, (parts) => ({
      'xl/externalLinks/externalLink1.xml': `<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="${relation}" r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>`,
      'xl/externalLinks/_rels/externalLink1.xml.rels': relations([
        ['rId1', 'externalLinkPath', `http://${host}/book.xlsx`, true],
      ]),
      'xl/_rels/workbook.xml.rels': relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId9', 'externalLink', 'externalLinks/externalLink1.xml'],
      ]),
      'xl/workbook.xml': (parts.get('xl/workbook.xml')?.toString() ?? '').replace(
        '</sheets>',
        '</sheets><externalReferences><externalReference r:id="rId9"/></externalReferences>',
      ),
    }));
  },
  'page.doc': async (forbidden) => page(forbidden, '<p>Still here</p>'),
  'page.xls': async (forbidden) => page(forbidden, '<table><tr><td>Still here</td></tr></table>'),
  'formulas.csv': async ({ host, file }) =>
    Buffer.from(
      `Still here,=WEBSERVICE("http://${host}/w")\nfile,='file://${file}'#$Sheet1.A1\ndde,"=DDE(""soffice"";""${file}"";""A1"")"\n`,
    ),
  'pictures.pptx': async ({ host, file }) => {
    const bytes = await pptx([{ title: 'Still here', lines: ['on a slide'] }]);
    const picture = (id: string) =>
      `<p:pic><p:nvPicPr><p:cNvPr id="9" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
    return changed(bytes, (parts) => ({
      'ppt/slides/slide1.xml': (parts.get('ppt/slides/slide1.xml')?.toString() ?? '').replace(
        '</p:spTree>',
        `${picture('rId7')}${picture('rId8')}</p:spTree>`,
      ),
      'ppt/slides/_rels/slide1.xml.rels': relations([
        ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['rId7', 'image', `http://${host}/a.png`, true],
        ['rId8', 'image', `file://${file}`, true],
      ]),
    }));
  },
};
