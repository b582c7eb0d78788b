import { contentTypes, docx, type Parts, paragraph, relations, zipOf } from '../ooxml.ts';

/** A font that no engine has, and its description in a document. */
interface Described {
  name: string;
  family?: 'roman' | 'swiss' | 'modern';
  fixed?: boolean;
}

/** Unavailable fonts with the PostScript names of their replacements. */
export const described: readonly (Described & { replacement: string })[] = [
  { name: 'Zorro', replacement: 'LiberationSans' },
  { name: 'Zorro Swiss', family: 'swiss', replacement: 'LiberationSans' },
  { name: 'Zorro Roman', family: 'roman', replacement: 'LiberationSerif' },
  { name: 'Zorro Fixed', family: 'modern', fixed: true, replacement: 'LiberationMono' },
  { name: 'Zorro Mono', replacement: 'LiberationMono' },
  { name: 'Zorro Serif', replacement: 'LiberationSerif' },
];

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const familyNumbers = { roman: 1, swiss: 2, modern: 3 } as const;

function word(): Promise<Buffer> {
  const body = described.map(({ name }) =>
    paragraph(`${name} text`, '', `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`),
  );
  const rows = described.map(({ name, family, fixed }) =>
    family
      ? `<w:font w:name="${name}"><w:family w:val="${family}"/><w:pitch w:val="${fixed ? 'fixed' : 'variable'}"/></w:font>`
      : '',
  );
  return docx(body.join(''), [['rId1', 'fontTable', 'fontTable.xml']], {
    'word/fontTable.xml': `${xml}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${rows.join('')}</w:fonts>`,
  });
}

function richText(): Buffer {
  const rows = described.map(
    ({ name, family = 'nil', fixed }, i) => `{\\f${i}\\f${family}\\fprq${fixed ? 1 : 2} ${name};}`,
  );
  const body = described.map(({ name }, i) => `\\f${i} ${name} text\\par `);
  return Buffer.from(`{\\rtf1\\ansi{\\fonttbl${rows.join('')}}${body.join('')}}`);
}

function openDocument(): Buffer {
  const uri = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
  const namespaces = `xmlns:office="${uri('office')}" xmlns:style="${uri('style')}" xmlns:text="${uri('text')}" xmlns:svg="${uri('svg-compatible')}"`;
  const faces = described.map(({ name, family, fixed }) => {
    const description = family
      ? ` style:font-family-generic="${family}" style:font-pitch="${fixed ? 'fixed' : 'variable'}"`
      : '';
    return `<style:font-face style:name="${name}" svg:font-family="'${name}'"${description}/>`;
  });
  const styles = described.map(
    ({ name }, i) =>
      `<style:style style:name="P${i}" style:family="paragraph"><style:text-properties style:font-name="${name}"/></style:style>`,
  );
  const body = described.map(({ name }, i) => `<text:p text:style-name="P${i}">${name} text</text:p>`);
  return Buffer.from(
    `${xml}<office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>${faces.join('')}</office:font-face-decls><office:automatic-styles>${styles.join('')}</office:automatic-styles><office:body><office:text>${body.join('')}</office:text></office:body></office:document>`,
  );
}

function sheet(): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const fonts = described.map(
    ({ name, family }) =>
      `<font><sz val="11"/><name val="${name}"/>${family ? `<family val="${familyNumbers[family]}"/>` : ''}</font>`,
  );
  const formats = described.map(
    (_, i) => `<xf numFmtId="0" fontId="${i}" fillId="0" borderId="0" applyFont="1"/>`,
  );
  const rows = described.map(
    ({ name }, i) =>
      `<row r="${i + 1}"><c r="A${i + 1}" s="${i}" t="inlineStr"><is><t>${name} text</t></is></c></row>`,
  );
  const parts: Parts = {
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
      'xl/styles.xml': 'spreadsheetml.styles',
    }),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="Fonts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><fonts>${fonts.join('')}</fonts><fills><fill/></fills><borders><border/></borders><cellXfs>${formats.join('')}</cellXfs></styleSheet>`,
  };
  return zipOf(parts);
}

/** Documents that set a line in each of these fonts, by file name. */
export const describingDocuments: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  'fonts.docx': word,
  'fonts.rtf': richText,
  'fonts.fodt': openDocument,
  'fonts.xlsx': sheet,
};
