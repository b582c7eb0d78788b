import { changed } from '../linkedDocuments.ts';
import { docx, paragraph, zipOf } from '../ooxml.ts';

/** An XML spreadsheet of Excel 2003 with styles, a merged cell, a gap, a link, a comment, formulas and a hidden sheet. */
export const xmlSpreadsheet = `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Arial" ss:Size="10"/></Style><Style ss:ID="s1"><Font ss:Bold="1" ss:Color="#FF0000"/><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/><Borders><Border ss:Position="Bottom" ss:LineStyle="Continuous" ss:Weight="3" ss:Color="#7C3AED"/></Borders></Style><Style ss:ID="s2"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s3"><NumberFormat ss:Format="#,##0.00"/></Style></Styles>
<Worksheet ss:Name="Sums"><Table><Column ss:Width="120"/><Row><Cell ss:StyleID="s1" ss:MergeAcross="1"><Data ss:Type="String">Title &amp; more</Data></Cell><Cell ss:HRef="https://example.com/?a=1&amp;b=2"><Data ss:Type="String">third</Data></Cell></Row><Row ss:Index="3"><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell><Cell ss:Index="3" ss:StyleID="s3"><Data ss:Type="Number">1234.5</Data><Comment><ss:Data>note</ss:Data></Comment></Cell></Row><Row><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Index="3" ss:Formula="=SUM(R[-1]C:R[-1]C)*2"><Data ss:Type="Number">0</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Hidden"><Table><Row><Cell><Data ss:Type="String">secret</Data></Cell></Row><Row><Cell ss:Formula="=SUM(R1,C[2],R3:R[2])"/></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`;

const names = ['office', 'text', 'draw', 'svg', 'table'];
const uris: Record<string, string> = { draw: 'drawing', svg: 'svg-compatible' };
const namespaces = names
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${uris[name] ?? name}:1.0"`)
  .join(' ');
/** A package of OpenDocument with content only. */
const contentOnly = (type: string, body: string) =>
  zipOf({
    mimetype: type,
    'content.xml': `<?xml version="1.0"?><office:document-content ${namespaces} office:version="1.3"><office:body>${body}</office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
  });

/** An OpenDocument drawing. @param pages the text of a rectangle on each page */
export function odg(pages: string[]): Promise<Buffer> {
  const drawn = pages.map(
    (text) =>
      `<draw:page><draw:rect svg:x="1cm" svg:y="1cm" svg:width="8cm" svg:height="3cm"><text:p>${text}</text:p></draw:rect></draw:page>`,
  );
  return contentOnly(
    'application/vnd.oasis.opendocument.graphics',
    `<office:drawing>${drawn.join('')}</office:drawing>`,
  );
}

/** An ODS without styles. @param rows XML of its rows */
export function odsWithoutStyles(
  name: string,
  rows = '<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>',
): Promise<Buffer> {
  return contentOnly(
    'application/vnd.oasis.opendocument.spreadsheet',
    `<office:spreadsheet><table:table table:name="${name}">${rows}</table:table></office:spreadsheet>`,
  );
}

/** A DOCX without page properties. */
export async function docxWithoutPaper(): Promise<Buffer> {
  return changed(await docx(paragraph('a')), (parts) => ({
    'word/document.xml': (parts.get('word/document.xml')?.toString() ?? '').replace(
      /<w:sectPr>.*<\/w:sectPr>/s,
      '',
    ),
  }));
}
