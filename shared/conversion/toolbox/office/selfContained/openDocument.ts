import { isAddress, isPlainLink } from './addresses.ts';
import { checkFormula } from './formulas.ts';
import { refuseUnless } from './notSelfContained.ts';
import { isRasterImage } from './pictures.ts';
import { readXml, type XmlVisitor } from './xmlParts.ts';

const texts = /^(content|styles|meta|settings)\.xml$|^manifest\.rdf$|^META-INF\/manifest\.xml$/;
const pictures = /^(Pictures|media|Thumbnails)\/[\w .-]+$/;
/** UI configuration and layout caches, which are not needed. */
const unneeded = /^Configurations2\/|^layout-cache$|\/$/;

/**
 * Elements that refer to something outside: other documents, objects, forms with images and queries, scripts, sounds and
 * fonts; and elements that reveal data of the machine (ODF 1.3 part 3).
 */
const externalElements = new Set(
  `section-source dde-source dde-connection-decl dde-connection dde-link object object-ole plugin applet floating-frame
  font-face-uri font-face-src definition-src table-source cell-range-source data-mapping database-display database-next database-name
  database-row-select database-row-number database-source-sql database-source-table database-source-query source-service connection-resource form
  script event-listener event-listener-ooo module source-code libraries template auto-reload hyperlink-behaviour sound audio video
  command model instance submission include execute-macro file-name template-name sender-firstname sheet-name-source
  encryption-data keyinfo`.split(/\s+/),
);

/** Every drawing names LibreOffice's own palettes. */
const ownPalette = /^\$\((brandbaseurl|inst|user)\)\/[\w/%$();.]+$/;
/** Base64 that all decoders read alike. */
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const externalFunctions = /(^|\W)(webservice|dde|indirect|cell|info|environ|filename)\s*\(/i;

/** Checks an OpenDocument package. @returns the parts that LibreOffice may read @throws NotSelfContained */
export function openDocument(parts: ReadonlyMap<string, Buffer>): Map<string, Uint8Array> {
  const kept = new Map<string, Uint8Array>();
  for (const [path, bytes] of parts) {
    if (unneeded.test(path)) continue;
    if (texts.test(path))
      readXml(
        bytes,
        visitor((href) => inPackage(href, parts), typeOf(parts)),
      );
    else if (path !== 'mimetype')
      refuseUnless(pictures.test(path) && isRasterImage(bytes), 'a part of an unknown kind');
    kept.set(path, bytes);
  }
  return kept;
}

/** Checks a flat OpenDocument file. @throws NotSelfContained */
export function flatOpenDocument(bytes: Uint8Array): void {
  const inside = visitor(() => false, '');
  let root: string | undefined;
  readXml(bytes, {
    ...inside,
    element(name, attributes) {
      root ??= name;
      inside.element?.(name, attributes);
    },
  });
  // LibreOffice also reads other XML formats, which need other checks.
  refuseUnless(root === 'document', 'XML of another kind');
}

function inPackage(href: string, parts: ReadonlyMap<string, Buffer>): boolean {
  const path = href.replace(/^\.\//, '');
  return pictures.test(path) && parts.has(path);
}

const typeOf = (parts: ReadonlyMap<string, Buffer>) => parts.get('mimetype')?.toString('latin1').trim() ?? '';

/** @param isPart whether a reference names an image in the package @param type media type, which the manifest repeats */
function visitor(isPart: (href: string) => boolean, type: string): XmlVisitor {
  return {
    element(name, attributes) {
      refuseUnless(!externalElements.has(name), 'an element with an external reference');
      if (
        name === 'file-entry' &&
        attributes.some(({ name, value }) => name === 'full-path' && value === '/')
      )
        refuseUnless(
          attributes.filter((each) => each.name === 'media-type').every(({ value }) => value === type),
          'another type',
        );
      for (const each of attributes) {
        if (each.name === 'href')
          refuseUnless(name === 'a' ? isPlainLink(each.value) : isPart(each.value), 'a link');
        else if (/^(formula|expression|condition)$/.test(each.name)) {
          if (name !== 'equation') checkFormula(each.value);
        } else if (each.name !== 'full-path' && each.name !== 'about') {
          refuseUnless(!isAddress(each.value), 'an address');
          refuseUnless(!externalFunctions.test(each.value), 'a function with external access');
        }
      }
    },
    end(name, text) {
      if (name === 'config-item')
        refuseUnless(!isAddress(text) || (ownPalette.test(text) && !text.includes('..')), 'an address');
      else if (name === 'binary-data')
        refuseUnless(
          base64.test(text) && isRasterImage(Buffer.from(text, 'base64')),
          'an image of another format',
        );
    },
  };
}
