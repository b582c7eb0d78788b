import { escapeHtml as escaped } from '../../toolbox/html/escapeHtml.ts';
import { cellName } from './a1Formula.ts';

/** A comment of a cell. */
export interface XmlComment {
  row: number;
  column: number;
  author: string;
  text: string;
}

/** Comments of SpreadsheetML (ECMA-376 part 1, 18.7.6). */
export function commentsPart(comments: readonly XmlComment[]): string {
  const indices = new Map<string, number>();
  for (const { author } of comments) if (!indices.has(author)) indices.set(author, indices.size);
  const authors = [...indices.keys()].map((author) => `<author>${escaped(author)}</author>`);
  const items = comments.map(
    ({ row, column, author, text }) =>
      `<comment ref="${cellName(row, column)}" authorId="${indices.get(author)}"><text><t xml:space="preserve">${escaped(text)}</t></text></comment>`,
  );
  return `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>${authors.join('')}</authors><commentList>${items.join('')}</commentList></comments>`;
}

/** The shapes of comments in VML. LibreOffice shows a comment without a shape at all times. */
export function commentShapes(comments: readonly XmlComment[]): string {
  const shapes = comments.map(
    ({ row, column }, index) =>
      `<v:shape id="note${index}" type="#_x0000_t202" style="position:absolute;width:108pt;height:59pt;visibility:hidden"><x:ClientData ObjectType="Note"><x:Anchor>${column},15,${row - 1},2,${column + 2},15,${row + 3},4</x:Anchor><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>${shapes.join('')}</xml>`;
}
