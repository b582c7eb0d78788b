import { entryOf } from './entryOf.ts';

/** A start tag with local names, an end tag, or text. */
export type XmlToken =
  | { type: 'open'; name: string; attributes: XmlAttributes }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string };

/** Reads an attribute by its local name. */
export type XmlAttributes = (name: string) => string | undefined;

/** What has no end reaches to the end of the text: a search for the end of each of many starts would take quadratic time. */
const token =
  /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<[?!][^>]*(?:>|$)|<(\/?)(?:[\w.-]+:)?([\w.-]+)(?![\w.-])((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g;

/**
 * The tokens of XML without entity declarations. An empty element is opened and closed. The toolbox's `readXml` is not used,
 * because it refuses comments, CDATA and processing instructions, which spreadsheets of Excel contain.
 */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  for (const [, data, end, name, attributes = '', text] of xml.matchAll(token)) {
    if (data !== undefined) yield { type: 'text', text: data };
    else if (text !== undefined) yield { type: 'text', text: unescaped(text) };
    else if (name !== undefined) {
      if (!end) yield { type: 'open', name, attributes: (local) => attributeOf(attributes, local) };
      if (end || attributes.endsWith('/')) yield { type: 'close', name };
    }
  }
}

function attributeOf(attributes: string, name: string): string | undefined {
  const [, , value] =
    new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(["'])(.*?)\\1`, 's').exec(attributes) ?? [];
  return value === undefined ? undefined : unescaped(value);
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const largestCharacter = 0x10ffff;

/** Replaces the entities of XML. */
export function unescaped(xml: string): string {
  if (!xml.includes('&')) return xml;
  return xml.replace(/&(?:#(x?)([\da-f]+)|(\w+));/gi, (_, hexadecimal, code, name) => {
    if (name !== undefined) return entryOf(characters, name) ?? '';
    const point = Number.parseInt(code, hexadecimal ? 16 : 10);
    return point <= largestCharacter ? String.fromCodePoint(point) : '';
  });
}
