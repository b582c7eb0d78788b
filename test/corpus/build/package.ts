import { type Parts, type Relation, relations, zipOf } from '../../conversion/ooxml.ts';

export const office = 'application/vnd.openxmlformats-officedocument';
export const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Namespaces of the parts that the corpus writes. */
export const namespaces = Object.entries({
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  dgm: 'http://schemas.openxmlformats.org/drawingml/2006/diagram',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  a14: 'http://schemas.microsoft.com/office/drawing/2010/main',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** Content types by extension. */
const defaults: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  bin: `${office}.oleObject`,
  vml: `${office}.vmlDrawing`,
  xlsx: `${office}.spreadsheetml.sheet`,
  docx: `${office}.wordprocessingml.document`,
};

/** A part with its content type and its relations. */
export interface Part {
  /** Content type, without which the extension decides. */
  type?: string;
  content: string | Uint8Array;
  relations?: Relation[];
}

/** An Office Open XML package. @param main path of the main part */
export function packageOf(main: string, parts: Record<string, Part>): Promise<Buffer> {
  const types = [
    ...Object.entries(defaults).map(
      ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
    ),
    ...Object.entries(parts).flatMap(([path, { type }]) =>
      type ? [`<Override PartName="/${path}" ContentType="${type}"/>`] : [],
    ),
  ];
  const files: Parts = {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', main]]),
  };
  for (const [path, { content, relations: rows = [] }] of Object.entries(parts)) {
    files[path] = content;
    if (rows.length > 0) files[path.replace(/([^/]+)$/, '_rels/$1.rels')] = relations(rows);
  }
  return zipOf(files);
}
