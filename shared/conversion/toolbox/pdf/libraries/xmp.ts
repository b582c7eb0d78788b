import {
  decodePDFRawStream,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';

/** Limit of an XMP packet in bytes; usual packets have a few kB. */
const maximumBytes = 1_000_000;

/** The XMP metadata of a PDF (ISO 16684-1) as text, or undefined if there is none or it has more bytes than the limit. */
export function readXmp(document: PDFDocument, limit = maximumBytes): string | undefined {
  const stream = document.catalog.lookup(PDFName.of('Metadata'));
  if (!(stream instanceof PDFRawStream) || stream.contents.byteLength > limit) return undefined;
  const filtered = stream.dict.has(PDFName.of('Filter'));
  const bytes = filtered ? decodePDFRawStream(stream).decode() : stream.contents;
  return bytes.byteLength > limit ? undefined : Buffer.from(bytes).toString('utf8');
}

/** Stores XMP metadata in a PDF, uncompressed as PDF/A requires. */
export function writeXmp(document: PDFDocument, xmp: string): void {
  const stream = document.context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' });
  const existing = document.catalog.get(PDFName.of('Metadata'));
  // The key of a damaged document can refer to another object, such as a page.
  if (existing instanceof PDFRef && isXmp(document.context.lookup(existing)))
    document.context.delete(existing);
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
}

const isXmp = (object: PDFObject | undefined) =>
  object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('XML');

/** The part of PDF/A (ISO 19005) that a document declares: `1` to `4`, or undefined. */
export function pdfaPart(xmp: string | undefined): string | undefined {
  return /pdfaid:part(?:\s*=\s*["']|>)\s*(\d)/.exec(xmp ?? '')?.[1];
}

/** The properties that identify the standards which XMP claims, by the first part of their names. */
const identifications = { 'PDF/A': 'pdfaid', 'PDF/UA': 'pdfuaid' } as const;

/** The standards that XMP claims, such as `PDF/A-2`. */
export function claimsOf(xmp: string): string[] {
  return Object.entries(identifications).flatMap(([family, prefix]) => {
    const part = new RegExp(`${prefix}:part(?:\\s*=\\s*["']|>)\\s*(\\d)`).exec(xmp)?.[1];
    return part === undefined ? [] : [`${family}-${part}`];
  });
}

/** XMP without its claims to standards. If it is damaged, so that they cannot be removed alone, everything is removed. */
export function withoutClaims(xmp: string, claims: readonly string[]): string {
  const prefixes = Object.entries(identifications).flatMap(([family, prefix]) =>
    claims.some((each) => each.startsWith(`${family}-`)) ? [prefix] : [],
  );
  const properties = prefixes.flatMap((prefix) =>
    ['part', 'conformance', 'amd', 'corr', 'rev'].map(
      (each): XmpProperty => ({ name: `${prefix}:${each}`, kind: 'text', values: [] }),
    ),
  );
  const changed = changeXmp(xmp, properties);
  return claimsOf(changed).some((each) => claims.includes(each)) ? changeXmp(undefined, []) : changed;
}

/** The title in XMP, in its default language, or undefined. */
export function titleIn(xmp: string): string | undefined {
  const from = xmp.indexOf('<dc:title');
  const to = xmp.indexOf('</dc:title>', from);
  if (from < 0 || to < 0) return undefined;
  const text = /<rdf:li[^<>]*>([^<]*)</.exec(xmp.slice(from, to))?.[1];
  return text?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Whether a document declares PDF/UA-1 (ISO 14289-1). */
export function claimsAccessibility(xmp: string | undefined): boolean {
  return /pdfuaid:part(?:\s*=\s*["']|>)\s*1/.test(xmp ?? '');
}

/** A property of XMP. */
export interface XmpProperty {
  /** Name with its usual prefix, such as `dc:title`. */
  name: string;
  /** Type of its value: text, text in the default language, ordered list, or set. */
  kind: 'text' | 'language' | 'sequence' | 'set';
  /** An empty list removes the property. */
  values: string[];
}

const namespaces: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfx: 'http://ns.adobe.com/pdfx/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
};

/** Replaces properties in XMP and keeps everything else. */
export function changeXmp(xmp: string | undefined, properties: readonly XmpProperty[]): string {
  const at = xmp?.lastIndexOf('</rdf:RDF>') ?? -1;
  const start = xmp !== undefined && at > 0 ? withoutProperties(xmp, properties) : emptyPacket;
  const kept = properties.filter(({ values }) => values.length > 0);
  if (kept.length === 0) return start;
  const prefixes = [...new Set(kept.map(({ name }) => name.split(':')[0] ?? ''))];
  const declared = prefixes.map((prefix) => ` xmlns:${prefix}="${namespaces[prefix]}"`).join('');
  const added = `<rdf:Description rdf:about=""${declared}>${kept.map(element).join('')}</rdf:Description>\n`;
  const end = start.lastIndexOf('</rdf:RDF>');
  return start.slice(0, end) + added + start.slice(end);
}

function withoutProperties(xmp: string, properties: readonly XmpProperty[]): string {
  let rest = xmp;
  for (const { name } of properties) {
    const pattern = name.replaceAll('.', '\\.');
    rest = withoutElements(rest, name, new RegExp(`<${pattern}[\\s/>]`, 'g'));
    rest = rest.replace(new RegExp(`\\s${pattern}\\s*=\\s*("[^"]*"|'[^']*')`, 'g'), '');
  }
  return rest;
}

/** Text without the elements of a name, up to the first that does not end. @param start matches the start of their tags */
function withoutElements(text: string, name: string, start: RegExp): string {
  const close = `</${name}>`;
  const kept: string[] = [];
  let at = 0;
  for (let tag = start.exec(text); tag; tag = start.exec(text)) {
    const head = text.indexOf('>', tag.index);
    const isEmpty = text[head - 1] === '/';
    const end = isEmpty ? head : text.indexOf(close, head);
    if (head < 0 || end < 0) break;
    kept.push(text.slice(at, tag.index));
    at = end + (isEmpty ? 1 : close.length);
    start.lastIndex = at;
  }
  return kept.join('') + text.slice(at);
}

function element({ name, kind, values }: XmpProperty): string {
  const items = (tag: string) =>
    `<rdf:${tag}>${values.map((each) => `<rdf:li>${escaped(each)}</rdf:li>`).join('')}</rdf:${tag}>`;
  const contents = {
    text: () => escaped(values[0] ?? ''),
    language: () => `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(values[0] ?? '')}</rdf:li></rdf:Alt>`,
    sequence: () => items('Seq'),
    set: () => items('Bag'),
  };
  return `<${name}>${contents[kind]()}</${name}>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const emptyPacket = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
