import { NotSelfContained, refuseUnless } from './notSelfContained.ts';

/** An attribute: its name without prefix and its unescaped value. */
export interface Attribute {
  name: string;
  value: string;
}

/** Callbacks for the elements of a part. Names have no prefixes: the checks are the same for all namespaces. */
export interface XmlVisitor {
  element?(name: string, attributes: Attribute[]): void;
  /** The end of an element, with its own text, without that of its children. */
  end?(name: string, text: string): void;
  /** The end of the part. */
  done?(): void;
}

const declaration = /^<\?xml\s[^?<>]*\?>/;
const otherEncoding = /encoding\s*=\s*["'](?!utf-8["'])/i;
const piece = /<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads an XML part that consists only of UTF-8 elements, attributes and text, which all parsers read alike. Comments, CDATA,
 * document types and processing instructions are rare in documents and could hide something, so they are refused.
 * @throws NotSelfContained
 */
export function readXml(bytes: Uint8Array, visitor: XmlVisitor): void {
  const text = decoded(bytes);
  const head = declaration.exec(text)?.[0] ?? '';
  refuseUnless(!otherEncoding.test(head), 'another encoding');
  const open: { name: string; text: string }[] = [];
  let at = head.length;
  while (at < text.length) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    refuseUnless(found, 'unusual XML');
    at = piece.lastIndex;
    const [, closing, qualified = '', attributes = '', empty, between] = found;
    const top = open.at(-1);
    if (between !== undefined) {
      const content = unescaped(between);
      refuseUnless(top || content.trim() === '', 'text outside the root element');
      if (top) top.text += content;
      continue;
    }
    const name = local(qualified);
    if (!closing) visitor.element?.(name, attributesOf(attributes));
    if (!closing && !empty) open.push({ name, text: '' });
    if (!closing) continue;
    refuseUnless(attributes === '' && !empty && top?.name === name, 'XML that is not well-formed');
    open.pop();
    visitor.end?.(name, top.text);
  }
  refuseUnless(open.length === 0, 'XML that is not well-formed');
  visitor.done?.();
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotSelfContained('text that is not UTF-8');
  }
}

function attributesOf(text: string): Attribute[] {
  return [...text.matchAll(attribute)]
    .map(([, name = '', double, single]) => ({ name, value: unescaped(double ?? single ?? '') }))
    .filter(({ name }) => !/^xmlns(:|$)/.test(name))
    .map(({ name, value }) => ({ name: local(name), value }));
}

const local = (name: string) => name.slice(name.lastIndexOf(':') + 1);

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+))?;?/gi,
    (reference, decimal, hexadecimal, name) => {
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
      const character = name ? entities[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
      refuseUnless(character !== undefined && reference.endsWith(';'), 'an entity');
      return character;
    },
  );
}
