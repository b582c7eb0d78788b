/** The first character that may need a font other than those for Latin text. */
const first = 0x250;
const less = 0x3c;
const greater = 0x3e;

/** Adds the characters of a text from U+0250 on. @param xml whether to skip tags and to read character references */
export function addCharacters(text: string, xml: boolean, characters: Set<number>): void {
  let inTag = false;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < first) {
      if (xml && code === less) inTag = true;
      else if (code === greater) inTag = false;
    } else if (!inTag && code !== last) {
      last = code;
      const character = text.codePointAt(at) ?? 0;
      if (character < 0xd800 || character > 0xdfff) characters.add(character);
      if (character > 0xffff) {
        at++;
        last = 0;
      }
    }
  }
  if (!xml || !text.includes('&#')) return;
  for (const [, hexadecimal, decimal] of text.matchAll(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi)) {
    const character = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    if (character >= first && character <= 0x10ffff) characters.add(character);
  }
}

const isWide = (character: number) =>
  (character >= 0x1100 && character <= 0x11ff) ||
  (character >= 0x2e80 && character <= 0xa4cf) ||
  (character >= 0xac00 && character <= 0xd7ff) ||
  (character >= 0xf900 && character <= 0xfaff) ||
  (character >= 0xfe30 && character <= 0xffef) ||
  (character >= 0x20000 && character <= 0x3ffff);
const isComplex = (character: number) => character >= 0x590 && character <= 0x10ff;

/** The scripts for which documents name fonts of their own. */
export function fontKindsOf(characters: ReadonlySet<number>): { eastAsian: boolean; complex: boolean } {
  const all = [...characters];
  return { eastAsian: all.some(isWide), complex: all.some(isComplex) };
}
