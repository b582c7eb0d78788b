import { NotSelfContained, refuseUnless } from './notSelfContained.ts';

/** One attribute: its name without prefix, and its value as XML means it. */
export interface Attribute {
  name: string;
  value: string;
}

/** What looks at a part. Names are without prefixes: whatever a prefix stands for, the rules are the same. */
export interface XmlVisitor {
  element?(name: string, attributes: Attribute[]): void;
  /** The end of an element, and its text without that of those within. */
  end?(name: string, text: string): void;
  /** The end of the part. */
  done?(): void;
}

const declaration = /^<\?xml\s[^?<>]*\?>/;
const otherEncoding = /encoding\s*=\s*["'](?!utf-8["'])/i;
const piece = /<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads an XML part, of which nothing may be understood in two ways: UTF-8, elements, attributes and text. Comments, CDATA,
 * document types and instructions are in hardly any document, and each is a way to hide something.
 * @throws NotSelfContained
 */
export function readXml(bytes: Uint8Array, look: XmlVisitor): void {
  const text = decoded(bytes);
  const head = declaration.exec(text)?.[0] ?? '';
  refuseUnless(!otherEncoding.test(head), 'another encoding');
  const open: { name: string; text: string }[] = [];
  let at = head.length;
  while (at < text.length) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    refuseUnless(found, 'XML of an unusual kind');
    at = piece.lastIndex;
    const [, closing, qualified = '', attributes = '', empty, between] = found;
    const top = open.at(-1);
    if (between !== undefined) {
      const meant = unescaped(between);
      refuseUnless(top || meant.trim() === '', 'text outside of XML');
      if (top) top.text += meant;
      continue;
    }
    const name = local(qualified);
    if (!closing) look.element?.(name, attributesOf(attributes));
    if (!closing && !empty) open.push({ name, text: '' });
    if (!closing) continue;
    refuseUnless(attributes === '' && !empty && top?.name === name, 'XML that is not well-formed');
    open.pop();
    look.end?.(name, top.text);
  }
  refuseUnless(open.length === 0, 'XML that is not well-formed');
  look.done?.();
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
