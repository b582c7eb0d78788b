import { describe, expect, it } from 'vitest';
import { warmUpDocx } from '../../../../shared/conversion/engines/warmUpDocuments.ts';
import { formatOfName } from '../../../../shared/conversion/formats/formats.ts';
import { zipContents } from '../../../../shared/conversion/inputs/zipContents.ts';
import { defaultConversionLimits, defaultInputLimits } from '../../../../shared/conversion/limits.ts';
import { selfContained } from '../../../../shared/conversion/toolbox/office/selfContained.ts';
import { fodt, officeFormats, officeSample } from '../../libreoffice/officeSamples.ts';
import { changed, drawing, frame, linkedDocuments, odt, picture } from '../../linkedDocuments.ts';
import { docx, type Parts, paragraph, type Relation, relations, xlsx } from '../../ooxml.ts';
import { picture as pixels } from '../../pictures.ts';

async function judged(name: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const { files } = await selfContained({
    operation: '',
    files: [{ name, bytes }],
    resources: [],
    options: { limits: defaultConversionLimits },
  });
  return files[0]?.bytes;
}
const partsOf = (bytes: Uint8Array) => zipContents(bytes, defaultInputLimits.zip, () => true, 2 ** 28);

const png = async () => (await pixels('png')).bytes;
const still = paragraph('Still here');
const text = '<text:p>Still here</text:p>';
const secret = 'file:///etc/passwd';
const field = (...pieces: string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${pieces.map((piece) => `<w:r><w:instrText xml:space="preserve">${piece}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

describe('a document without external references', () => {
  const never = ['doc', 'rtf', 'xls', 'ppt'];
  it.each(officeFormats)('is self-contained if its format can be checked: %s', async (format) => {
    const { name, bytes } = await officeSample(format);
    expect((await judged(name, bytes)) !== undefined).toBe(!never.includes(format));
  });

  const plain: Record<string, () => Promise<Uint8Array>> = {
    'hyperlinks, fields and a picture.docx': async () =>
      docx(
        `${picture('r:embed="rId1"')}<w:p><w:hyperlink r:id="rId2" w:tooltip="http://here/"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>${field(' PAGE ', '\\* MERGEFORMAT')}${field(' HYPERLINK "http://here/a" ')}${still}`,
        [
          ['rId1', 'image', 'media/a.png'],
          ['rId2', 'hyperlink', 'https://example.com/a?b=c', true],
        ],
        { 'word/media/a.png': await png() },
      ),
    'a chart with its workbook.docx': async () =>
      docx(still, [['rId1', 'chart', 'charts/chart1.xml']], {
        'word/charts/chart1.xml': `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:f>'My numbers'!$A$1:$B$2</c:f><c:externalData r:id="rId1"/></c:chartSpace>`,
        'word/charts/_rels/chart1.xml.rels': relations([['rId1', 'package', '../embeddings/a.xlsx']]),
        'word/embeddings/a.xlsx': await xlsx([['a', 1]]),
      }),
    'formulas.xlsx': () =>
      xlsx([
        ['=SUM(A2:B3)/2', '=IF(A1&gt;1,"a/b","it\'s")'],
        ['=\'Other (1)\'!A1*_xlfn.CONCAT(B1,"x")', 'file:///is/text'],
      ]),
    'a picture and a hyperlink.odt': async () =>
      odt(
        `${frame('<draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>')}<text:p><text:a xlink:href="https://example.com/">here</text:a></text:p>${text}`,
        { 'Pictures/a.png': await png() },
      ),
  };
  it.each(Object.keys(plain))('keeps all its parts: %s', async (name) => {
    const bytes = (await plain[name]?.()) ?? new Uint8Array();
    const kept = await judged(name, bytes);
    const [before, after] = [await partsOf(bytes), await partsOf(kept ?? new Uint8Array())];
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [path, content] of before) if (!/\.xlsx$/.test(path)) expect(after.get(path)).toEqual(content);
  });

  it('is repacked with one part of each name', async () => {
    const more = { 'word/documenu.xml': `<a>${secret}</a>`, 'word/documenv.xml': '<a/>' };
    const names = (await docx(still, [], more))
      .toString('latin1')
      .replaceAll(/word\/documen[uv]/g, 'word/document');
    const kept = Buffer.from((await judged('a.docx', Buffer.from(names, 'latin1'))) ?? []).toString('latin1');
    expect(kept).not.toContain(secret);
    // The local header and the central directory; one more for each mention in the content types and the relationships.
    expect([...kept.matchAll(/word\/document\.xml(?!")/g)].length).toBeLessThanOrEqual(2);
  });

  it('loses its printer settings', async () => {
    const printed = await changed(await xlsx([['a']]), () => ({
      'xl/printerSettings/printerSettings1.bin': secret,
    }));
    const kept = await partsOf((await judged('a.xlsx', printed)) ?? new Uint8Array());
    expect(kept.get('xl/printerSettings/printerSettings1.bin')?.byteLength).toBe(0);
  });

  it('is also the warm-up document', async () => {
    expect(await judged('warm.docx', warmUpDocx)).toBeDefined();
  });
});

const linked = (row: Relation, body = '') => docx(`${body}${still}`, [row]);
const withPart = (path: string, content: string | Uint8Array, row?: Relation) =>
  docx(still, row ? [row] : [], { [path]: content });
const utf16 = (content: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content, 'utf16le')]);
const image = (href: string) => frame(`<draw:image xlink:href="${href}" xlink:type="simple"/>`);
const style = (inside: string) =>
  `<office:automatic-styles><style:style style:name="P1">${inside}</style:style></office:automatic-styles>`;
const rels = (attributes: string): Parts => ({
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships" xmlns:x="x"><Relationship Id="rId1" ${attributes}/></Relationships>`,
});
const imageType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** Documents with an external reference, or with something that could hide one. */
const external: Record<string, () => Promise<Uint8Array>> = {
  'a linked picture.docx': () => linked(['rId1', 'image', secret, true], picture('r:link="rId1"')),
  'a picture linked by a hyperlink.docx': () =>
    linked(['rId1', 'hyperlink', 'http://127.0.0.1/a.png', true], picture('r:embed="rId1"')),
  'a hyperlink to a file.docx': () => linked(['rId1', 'hyperlink', secret, true]),
  'a target that is not marked as external.docx': () => linked(['rId1', 'image', secret]),
  'a target above the package.docx': () => linked(['rId1', 'image', '../../../etc/passwd']),
  'two targets.docx': () =>
    docx(
      still,
      [],
      rels(`Type="${imageType}" x:Target="document.xml" Target="${secret}" TargetMode="External"`),
    ),
  'two modes.docx': () =>
    docx(
      still,
      [],
      rels(`Type="${imageType}" x:TargetMode="Internal" Target="${secret}" TargetMode="External"`),
    ),
  'a chunk.docx': () => withPart('word/a.rtf', '{\\rtf1 a}', ['rId1', 'aFChunk', 'a.rtf']),
  'a chunk in XML.docx': () => withPart('word/a.xml', '<a/>', ['rId1', 'aFChunk', 'a.xml']),
  'an object.docx': () => withPart('word/embeddings/a.bin', 'a', ['rId1', 'oleObject', 'embeddings/a.bin']),
  'a template.docx': () => linked(['rId1', 'attachedTemplate', 'http://here/a.dot', true]),
  'a drawing.docx': () => withPart('word/media/a.svg', drawing(secret), ['rId1', 'image', 'media/a.svg']),
  'an SVG named PNG.docx': () =>
    withPart('word/media/a.png', drawing(secret), ['rId1', 'image', 'media/a.png']),
  'an SVG in the custom data.docx': () =>
    withPart('customXml/item1.xml', drawing(secret), ['rId1', 'image', '../customXml/item1.xml']),
  'a picture used as settings.docx': async () =>
    withPart('word/media/a.png', await png(), ['rId1', 'settings', 'media/a.png']),
  'a linked workbook in a chart.docx': () =>
    withPart('word/embeddings/a.xlsx', 'PK', ['rId1', 'package', 'embeddings/a.xlsx']),
  'a field.docx': () => docx(field(` INCLUDEPICTURE "${secret}" `)),
  'a split field.docx': () => docx(field(' INCL', 'UDEPICTURE ', `"${secret}" `)),
  'a field in a field.docx': () =>
    docx(
      field(
        ' IF ',
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "a"',
      ),
    ),
  'a simple field.docx': () => docx(`<w:p><w:fldSimple w:instr="INCLUDETEXT a"/></w:p>`),
  'a field without end.docx': () =>
    docx(
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO a b</w:instrText></w:r></w:p>',
    ),
  'an address in VML.docx': () =>
    docx(
      `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="${secret}"/></v:shape></w:pict></w:r></w:p>`,
    ),
  'an address with entities.docx': () =>
    docx(
      '<w:p><w:r><w:pict><v:fill xmlns:v="v" src="&#102;i&#x6C;e&#58;//etc/passwd"/></w:pict></w:r></w:p>',
    ),
  'an address with a tabulator.docx': () =>
    docx('<w:p><w:r><w:pict><v:fill xmlns:v="v" src="fi&#9;le:///etc/passwd"/></w:pict></w:r></w:p>'),
  'UTF-16.docx': () => withPart('word/a.xml', utf16(`<a b="${secret}"/>`)),
  'UTF-7.docx': () => withPart('word/a.xml', '<?xml version="1.0" encoding="UTF-7"?><a/>'),
  'a document type.docx': () => withPart('word/a.xml', '<!DOCTYPE a><a/>'),
  'a comment.docx': () => withPart('word/a.xml', `<a><!-- "> --></a>`),
  'CDATA.docx': () => withPart('word/a.xml', `<a><![CDATA[<b]]></a>`),
  'an instruction.docx': () => withPart('word/a.xml', `<?xml-stylesheet href="${secret}"?><a/>`),
  'a folder of OpenDocument.docx': () => withPart('META-INF/manifest.xml', '<a/>'),
  'a media type of OpenDocument.docx': () => withPart('mimetype', 'application/vnd.oasis.opendocument.text'),
  'a font.docx': () => withPart('word/fonts/a.odttf', 'a'),
  'a sheet in a text document.docx': () => withPart('word/sheet1.xml', '<worksheet/>'),
  'a service.xlsx': () => xlsx([['=WEBSERVICE("http://here/")']]),
  'a service with prefixes.xlsx': () => xlsx([['=_xlfn._xlws.WEBSERVICE ("a")']]),
  'an address made of text.xlsx': () => xlsx([['=INDIRECT("\'fi"&amp;"le:///a\'#$a.A1")']]),
  'another workbook.xlsx': () => xlsx([["='file:///a'#$a.A1"]]),
  'another workbook by its path.xlsx': () => xlsx([["='/tmp/[a.csv]a'!A1"]]),
  'another workbook after a quote in a name.xlsx': () => xlsx([["='a\"b'!A1&amp;'/tmp/a'!A1&amp;'c\"d'!A1"]]),
  'a numbered workbook.xlsx': () => xlsx([['=[1]a!A1']]),
  'a server.xlsx': () => xlsx([["=soffice|'a'!A1"]]),
  'a function that reveals the machine.xlsx': () => xlsx([['=CELL("filename")&amp;INFO("directory")']]),
  'a function of an extension.xlsx': () => xlsx([['=ÉTRANGER(1)']]),
  'a formula.csv': async () => Buffer.from('a,"=CELL(""filename"")"'),
  'a link.odt': () => odt(`${image(secret)}${text}`),
  'a path.odt': () => odt(`${image('/etc/passwd')}${text}`),
  'a path up.odt': () => odt(`${image('../../../etc/passwd')}${text}`),
  'a path up from a picture.odt': () => odt(`${image('Pictures/../../../etc/passwd')}${text}`),
  'a path in hexadecimal.odt': () => odt(`${image('%2e%2e/%2e%2e/etc/passwd')}${text}`),
  'an expansion.odt': () => odt(`${image('vnd.sun.star.expand:$HOME/a.png')}${text}`),
  'a package elsewhere.odt': () => odt(`${image('vnd.sun.star.zip://file%3A%2F%2F%2Fa.odt/a.png')}${text}`),
  'a part that is not there.odt': () => odt(`${image('Pictures/a.png')}${text}`),
  'another prefix.odt': () =>
    odt(
      `<text:p><draw:frame><draw:image xmlns:y="http://www.w3.org/1999/xlink" y:href="${secret}"/></draw:frame></text:p>${text}`,
    ),
  'a background.odt': () =>
    odt(
      text,
      {},
      style(
        `<style:paragraph-properties><style:background-image xlink:href="${secret}"/></style:paragraph-properties>`,
      ),
    ),
  'a drawing in a picture.odt': () =>
    odt(
      frame(
        `<draw:image><office:binary-data>${Buffer.from(drawing(secret)).toString('base64')}</office:binary-data></draw:image>`,
      ),
    ),
  'an object.odt': () =>
    odt(frame('<draw:object xlink:href="./Object 1"/>'), { 'Object 1/content.xml': '<a/>' }),
  'a section.odt': () =>
    odt('<text:section text:name="a"><text:section-source xlink:href="a.txt"/></text:section>'),
  'a file name.odt': () => odt('<text:p><text:file-name text:display="full"/></text:p>'),
  'a form.odt': () => odt('<office:forms><form:form xmlns:form="form"/></office:forms>'),
  'a database.odt': () => odt('<text:p><text:database-display text:database-name="a"/></text:p>'),
  'a palette.odt': () =>
    odt(text, {
      'settings.xml': `<office:document-settings xmlns:office="o" xmlns:config="c"><config:config-item config:name="BitmapTableURL">$(user)/../../etc/passwd</config:config-item></office:document-settings>`,
    }),
  'another kind of package.odt': async () =>
    changed(await odt(text), (parts) => ({
      'META-INF/manifest.xml': String(parts.get('META-INF/manifest.xml')).replace(
        'opendocument.text',
        'opendocument.base',
      ),
    })),
  'a link.fodt': async () => fodt(`${image(secret)}${text}`),
  'a page of the web.fodt': async () => Buffer.from('<html><img src="a.png"/></html>'),
  'rich text.fodt': async () => Buffer.from('{\\rtf1 a}'),
};

describe('a document with external references', () => {
  it.each(Object.keys(external))('is not self-contained: %s', async (name) => {
    expect(formatOfName(name)).toBeDefined();
    expect(await judged(name, (await external[name]?.()) ?? new Uint8Array())).toBeUndefined();
  });

  const forbidden = { host: '127.0.0.1:9', file: '/tmp/a.txt', picture: '/tmp/a.png' };
  it.each(Object.keys(linkedDocuments))('is not self-contained: %s', async (name) => {
    expect(
      await judged(name, (await linkedDocuments[name]?.(forbidden)) ?? new Uint8Array()),
    ).toBeUndefined();
  });

  it('is self-contained without the references', async () => {
    expect(await judged('a.docx', await docx(still))).toBeDefined();
    expect(await judged('a.docx', await docx(field(' PAGE ')))).toBeDefined();
    expect(await judged('a.docx', await withPart('word/a.xml', '<a b="c"/>'))).toBeDefined();
    expect(await judged('a.xlsx', await xlsx([['=SUM(1)']]))).toBeDefined();
    expect(await judged('a.odt', await odt(text, {}, style('<style:paragraph-properties/>')))).toBeDefined();
    expect(await judged('a.fodt', fodt(text))).toBeDefined();
    expect(await judged('a.csv', Buffer.from('a,b'))).toBeDefined();
  });
});
