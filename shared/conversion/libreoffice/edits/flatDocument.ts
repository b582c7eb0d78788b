/** Short prefixes keep the XML of large sheets small. LibreOffice recognises flat XML by the prefix `office` of its root. */
const namespaces = [
  ['office', 'office'],
  ['o', 'office'],
  ['t', 'table'],
  ['x', 'text'],
  ['s', 'style'],
  ['fo', 'xsl-fo-compatible'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** Paper in inches, before rotation to landscape. */
export interface Paper {
  width: number;
  height: number;
  landscape: boolean;
}

/** A spreadsheet with one sheet. */
export interface FlatSpreadsheet {
  name: string;
  paper: Paper;
  columns: readonly { millimetres: number; wraps: boolean }[];
  /** XML of its rows, with the prefixes `t` (table), `o` (office) and `x` (text). */
  rows: string;
}

/** A spreadsheet as flat XML (ODF 1.3 part 3, section 3.1.2), without header and footer. */
export function flatSpreadsheet({ name, paper, columns, rows }: FlatSpreadsheet): string {
  const columnStyles = columns.map(
    ({ millimetres }, index) =>
      `<s:style s:name="c${index}" s:family="table-column"><s:table-column-properties s:column-width="${millimetres.toFixed(1)}mm"/></s:style>`,
  );
  const tableColumns = columns.map(
    ({ wraps }, index) =>
      `<t:table-column t:style-name="c${index}"${wraps ? ' t:default-cell-style-name="wrapped"' : ''}/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><o:styles><s:style s:name="Default" s:family="table-cell"><s:text-properties s:font-name="Liberation Sans" fo:font-size="10pt"/></s:style></o:styles><o:automatic-styles><s:style s:name="sheet" s:family="table" s:master-page-name="Default"/><s:style s:name="wrapped" s:family="table-cell" s:parent-style-name="Default"><s:table-cell-properties fo:wrap-option="wrap"/></s:style>${columnStyles.join('')}${pageLayout(paper)}</o:automatic-styles><o:master-styles><s:master-page s:name="Default" s:page-layout-name="page"><s:header s:display="false"/><s:footer s:display="false"/></s:master-page></o:master-styles><o:body><o:spreadsheet><t:table t:name="${name}" t:style-name="sheet">${tableColumns.join('')}${rows}</t:table></o:spreadsheet></o:body></office:document>`;
}

/** Plain text as flat XML, like LibreOffice's own import of text: in a monospaced font, with a page break at each form feed. */
export function flatText(text: string, paper: Paper): string {
  const pages = text.split('\f').map(paragraphs);
  const body = pages.map((page, index) =>
    index === 0 ? page : page.replace('<x:p>', '<x:p x:style-name="break">'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><o:font-face-decls><s:font-face s:name="Liberation Mono" svg:font-family="'Liberation Mono'" s:font-family-generic="modern" s:font-pitch="fixed"/></o:font-face-decls><o:styles><s:style s:name="Standard" s:family="paragraph"><s:text-properties s:font-name="Liberation Mono" fo:font-size="10pt" s:font-size-asian="10pt" s:font-size-complex="10pt"/></s:style></o:styles><o:automatic-styles><s:style s:name="break" s:family="paragraph" s:parent-style-name="Standard"><s:paragraph-properties fo:break-before="page"/></s:style>${pageLayout(paper)}</o:automatic-styles><o:master-styles><s:master-page s:name="Standard" s:page-layout-name="page"/></o:master-styles><o:body><o:text>${body.join('')}</o:text></o:body></office:document>`;
}

function pageLayout({ landscape, ...paper }: Paper): string {
  const sides = [paper.width, paper.height].map((side) => `${side.toFixed(4)}in`);
  const [width, height] = landscape ? sides.toReversed() : sides;
  return `<s:page-layout s:name="page"><s:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" s:print-orientation="${landscape ? 'landscape' : 'portrait'}" fo:margin="20mm"/></s:page-layout>`;
}

/** XML of a text: a paragraph for each line. */
export function paragraphs(text: string): string {
  const lines = /[\r\n]/.test(text) ? text.split(/\r\n?|\n/) : [text];
  return lines.map((line) => `<x:p>${characters(line)}</x:p>`).join('');
}

/** Characters that need a replacement in XML, and white space that OpenDocument collapses (ODF 1.3 part 3, 6.1.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no control characters
const special = /[&<]|^ +| {2,}|\t|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

function characters(line: string): string {
  return line.replace(special, (found) => {
    if (found === '&') return '&amp;';
    if (found === '<') return '&lt;';
    if (found === '\t') return '<x:tab/>';
    return found.startsWith(' ') ? `<x:s x:c="${found.length}"/>` : '';
  });
}
