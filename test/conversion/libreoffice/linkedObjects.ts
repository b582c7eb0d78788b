import { changed, type Forbidden, frame, odt } from '../linkedDocuments.ts';
import { docx, type Parts, paragraph, pptx, type Relation, relations, xlsx } from '../ooxml.ts';
import { fodt } from './officeSamples.ts';

const link = (href: string) =>
  `xlink:href="${href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"`;

/** Every element of OpenDocument that shows an external object (ODF 1.3 part 3, 10.4.6). */
const objects = ({ host, file }: Forbidden) =>
  [`file://${file}`, `http://${host}/o.odt`].flatMap((href) => [
    `<draw:object ${link(href)}/>`,
    `<draw:object-ole ${link(href)}/>`,
    `<draw:plugin ${link(href)} draw:mime-type="text/plain"/>`,
    `<draw:applet ${link(href)} draw:code="a.class"/>`,
    `<draw:floating-frame ${link(href)}/>`,
  ]);
const inText = (forbidden: Forbidden) => objects(forbidden).map(frame).join('');
const stillHere = '<text:p>Still here</text:p>';

/** The content of an embedded object: a text with external references. */
const embedded = ({ host, file, picture }: Forbidden) =>
  fodt(
    `${frame(`<draw:image ${link(`file://${picture}`)}/>`)}${frame(`<draw:object ${link(`file://${file}`)}/>`)}<text:section text:name="a"><text:section-source xlink:href="file://${file}"/><text:p>inside</text:p></text:section><text:section text:name="b"><text:section-source xlink:href="http://${host}/s.odt"/><text:p>inside</text:p></text:section>`,
  )
    .toString()
    .replaceAll('office:document ', 'office:document-content ')
    .replaceAll('</office:document>', '</office:document-content>');

/** A chart whose data is in another file. */
const chart = `<?xml version="1.0"?><c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:plotArea><c:barChart><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>[data.xlsx]Sheet1!$A$1:$A$3</c:f></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1"><c:autoUpdate val="1"/></c:externalData></c:chartSpace>`;
const chartParts = (folder: string, target: string): Parts => ({
  [`${folder}/charts/chart1.xml`]: chart,
  [`${folder}/charts/_rels/chart1.xml.rels`]: relations([['rId1', 'oleObject', target, true]]),
});
const graphic =
  '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></a:graphicData></a:graphic>';
const chartType =
  '<Override PartName="/FOLDER/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>';

function withChart(parts: Map<string, Buffer>, folder: string): string {
  const types = parts.get('[Content_Types].xml')?.toString() ?? '';
  return types.replace('</Types>', chartType.replace('FOLDER', folder));
}

/** A linked object of OLE 1.0 in hexadecimal, as in RTF ([MS-OLEDS] 2.2.6). */
function ole1Link(path: string): string {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const text = (value: string) => Buffer.concat([number(value.length + 1), Buffer.from(`${value}\0`)]);
  const empty = number(0);
  return Buffer.concat([
    number(0x501),
    number(1),
    text('Word.Document.8'),
    text(path),
    empty,
    empty,
    number(2),
    empty,
  ]).toString('hex');
}

/** An object in a frame of PresentationML. */
const slideObject = (id: string) =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="o"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj spid="s1" name="o" r:id="${id}" imgW="900000" imgH="900000" progId="Word.Document.12"><p:link updateAutomatic="1"/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>`;

/** Documents with external objects, or with objects that refer to external files. Each also contains “Still here”. */
export const linkedObjects: Readonly<Record<string, (forbidden: Forbidden) => Promise<Uint8Array>>> = {
  'objects.odt': (forbidden) => odt(`${inText(forbidden)}${stillHere}`),
  'objects.fodt': async (forbidden) => fodt(`${inText(forbidden)}${stillHere}`),
  'object inside.odt': (forbidden) =>
    odt(`${frame(`<draw:object ${link('./Object 1')}/>`)}${stillHere}`, {
      'Object 1/content.xml': embedded(forbidden),
    }),
  'object inside.fodt': async (forbidden) => {
    const object = embedded(forbidden)
      .replace(/<\?xml.*?\?>/, '')
      .replaceAll('office:document-content', 'office:document');
    return fodt(`${frame(`<draw:object>${object}</draw:object>`)}${stillHere}`);
  },
  'links.rtf': async ({ host, file }) => {
    const object = (path: string) =>
      `{\\object\\objautlink\\objupdate\\objw2000\\objh2000{\\*\\objclass Word.Document.8}{\\*\\objdata ${ole1Link(path)}}}`;
    return Buffer.from(`{\\rtf1${object(file)}${object(`http://${host}/o.doc`)}Still here\\par}`);
  },
  'links.docx': ({ host, file }) => {
    const object = (id: string, type: string) =>
      `<w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="${id}" style="width:90pt;height:90pt"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="${type}" ProgID="Word.Document.12" ShapeID="${id}" DrawAspect="Content" r:id="${id}" UpdateMode="Always"/></w:object></w:r></w:p>`;
    const links: Relation[] = [
      ['rId1', 'oleObject', `file://${file}`, true],
      ['rId2', 'oleObject', `http://${host}/o.docx`, true],
      ['rId3', 'package', `file://${file}`, true],
      ['rId4', 'package', `http://${host}/p.docx`, true],
    ];
    const types = ['Link', 'Embed'].flatMap((type) => links.map(([id]) => object(id, type)));
    return docx(`${types.join('')}${paragraph('Still here')}`, links);
  },
  'chart.docx': async ({ host }) => {
    const bytes = await docx(
      `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="2000000"/><wp:docPr id="1" name="c"/>${graphic}</wp:inline></w:drawing></w:r></w:p>${paragraph('Still here')}`,
      [['rId1', 'chart', 'charts/chart1.xml']],
    );
    return changed(bytes, (parts) => ({
      ...chartParts('word', `http://${host}/data.xlsx`),
      '[Content_Types].xml': withChart(parts, 'word'),
    }));
  },
  'links.pptx': async ({ host, file }) => {
    const bytes = await pptx([{ title: 'Still here', lines: [] }]);
    return changed(bytes, (parts) => ({
      'ppt/slides/slide1.xml': (parts.get('ppt/slides/slide1.xml')?.toString() ?? '').replace(
        '</p:spTree>',
        `${slideObject('rId7')}${slideObject('rId8')}</p:spTree>`,
      ),
      'ppt/slides/_rels/slide1.xml.rels': relations([
        ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['rId7', 'oleObject', `file://${file}`, true],
        ['rId8', 'oleObject', `http://${host}/o.docx`, true],
      ]),
    }));
  },
  'links.xlsx': async ({ host, file }) => {
    const bytes = await xlsx([['Still here']]);
    const external = (id: string) =>
      `<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><oleLink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}" progId="Word.Document.12"><oleItems><oleItem name="'" advise="1" preferPic="1"/></oleItems></oleLink></externalLink>`;
    return changed(bytes, (parts) => ({
      'xl/worksheets/sheet1.xml': (parts.get('xl/worksheets/sheet1.xml')?.toString() ?? '').replace(
        '</worksheet>',
        `<oleObjects><oleObject progId="Word.Document.12" link="[1]!''''" oleUpdate="OLEUPDATE_ALWAYS" shapeId="1025"/><oleObject progId="Word.Document.12" link="[2]!''''" oleUpdate="OLEUPDATE_ALWAYS" shapeId="1026"/></oleObjects></worksheet>`,
      ),
      'xl/externalLinks/externalLink1.xml': external('rId1'),
      'xl/externalLinks/_rels/externalLink1.xml.rels': relations([
        ['rId1', 'oleObject', `file://${file}`, true],
      ]),
      'xl/externalLinks/externalLink2.xml': external('rId1'),
      'xl/externalLinks/_rels/externalLink2.xml.rels': relations([
        ['rId1', 'oleObject', `http://${host}/o.docx`, true],
      ]),
      'xl/_rels/workbook.xml.rels': relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId8', 'externalLink', 'externalLinks/externalLink1.xml'],
        ['rId9', 'externalLink', 'externalLinks/externalLink2.xml'],
      ]),
      'xl/workbook.xml': (parts.get('xl/workbook.xml')?.toString() ?? '').replace(
        '</sheets>',
        '</sheets><externalReferences><externalReference r:id="rId8"/><externalReference r:id="rId9"/></externalReferences>',
      ),
    }));
  },
};
