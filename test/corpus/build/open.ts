import { type Parts, zipOf } from '../../conversion/ooxml.ts';
import type { OpenContent } from '../features/openObjects.ts';

const uris = Object.entries({
  office: 'office',
  text: 'text',
  table: 'table',
  draw: 'drawing',
  style: 'style',
  fo: 'xsl-fo-compatible',
  svg: 'svg-compatible',
  form: 'form',
  presentation: 'presentation',
  number: 'datastyle',
  chart: 'chart',
}).map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`);
const namespaces = `${uris.join(' ')} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ooo="http://openoffice.org/2004/office"`;

const bodies = {
  odt: {
    kind: 'text',
    body: ({ frames = [], forms = '', text = '' }: OpenContent) =>
      `<office:text>${forms}<text:p>A line${text}</text:p>${frames.map((frame) => `<text:p>${placed(frame, 'text:anchor-type="as-char"')}</text:p>`).join('')}</office:text>`,
  },
  ods: {
    kind: 'spreadsheet',
    body: ({ frames = [], forms = '', text = '' }: OpenContent) =>
      `<office:spreadsheet><table:table table:name="Sheet1">${forms}<table:shapes>${frames.map((frame) => placed(frame, 'svg:x="1cm" svg:y="3cm"')).join('')}</table:shapes><table:table-row><table:table-cell office:value-type="string">${text}<text:p>A line</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`,
  },
  odp: {
    kind: 'presentation',
    body: ({ frames = [], forms = '', text = '' }: OpenContent) =>
      `<office:presentation><draw:page draw:name="page1">${forms}${text}<draw:frame svg:x="1cm" svg:y="1cm" svg:width="8cm" svg:height="1cm"><draw:text-box><text:p>A line</text:p></draw:text-box></draw:frame>${frames.map((frame) => placed(frame, 'svg:x="1cm" svg:y="3cm"')).join('')}</draw:page></office:presentation>`,
  },
} as const;

function placed(frame: string, place: string): string {
  const at = `${place} svg:width="6cm" svg:height="3cm"`;
  return frame.startsWith('<draw:control')
    ? frame.replace('<draw:control', `<draw:control ${at}`)
    : `<draw:frame ${at}>${frame}</draw:frame>`;
}

/** An OpenDocument package. */
export function openOf(format: keyof typeof bodies, content: OpenContent): Promise<Buffer> {
  const { kind, body } = bodies[format];
  const type = `application/vnd.oasis.opendocument.${kind}`;
  const entries = Object.entries({ '/': type, 'content.xml': 'text/xml', ...content.entries }).map(
    ([path, media]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${media}"/>`,
  );
  const parts: Parts = {
    mimetype: type,
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces} office:version="1.2"><office:body>${body(content)}</office:body></office:document-content>`,
    ...content.parts,
    'META-INF/manifest.xml': `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">${entries.join('')}</manifest:manifest>`,
  };
  return zipOf(parts);
}
