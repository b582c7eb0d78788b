import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fontFiles } from '../fonts/fontFiles.ts';
import { foldersOf, type ScriptFont } from '../fonts/scriptFonts.ts';

const namespaces = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
};

/**
 * A flat OpenDocument text that embeds fonts (ODF 1.3 part 3, 16.24). LibreOffice keeps embedded fonts until it ends, and finds
 * characters of later documents in them.
 */
export function fontDocument(fonts: readonly ScriptFont[]): Buffer {
  const prefixes = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  const faces = fonts.map(({ family, ...font }) => {
    const sources = fontFiles(foldersOf({ family, ...font })).map(sourceOf);
    return `<style:font-face style:name="${family}" svg:font-family="${family}"><svg:font-face-src>${sources.join('')}</svg:font-face-src></style:font-face>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><office:document ${prefixes.join(' ')} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>${faces.join('')}</office:font-face-decls><office:body><office:text><text:p/></office:text></office:body></office:document>`,
  );
}

function sourceOf(path: string): string {
  const weight = /_700Bold/.test(basename(path)) ? 'bold' : 'normal';
  const data = readFileSync(path).toString('base64');
  return `<svg:font-face-uri loext:font-style="normal" loext:font-weight="${weight}"><office:binary-data>${data}</office:binary-data></svg:font-face-uri>`;
}
