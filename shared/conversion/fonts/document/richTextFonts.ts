import type { FontClass } from '../fontTable.ts';
import { classOf, type DocumentFonts } from './documentFonts.ts';

/** An entry of the font table: `{\f1\fswiss\fprq2 Arial;}`. */
const entry = /\{\\f(\d+)((?:\\[a-z*]+-?\d* ?|\{[^{}]*\})*)([^;{}\\]+)(?:\{[^{}]*\})?;?\}/g;

interface RichTextFont {
  number: string;
  name: string;
  described: FontClass | undefined;
}

/** The font table of an RTF, and its place in the text (RTF 1.9.1, “Font Table”). */
export function richTextFontTable(text: string): { start: number; end: number; entries: RichTextFont[] } {
  const start = text.indexOf('{\\fonttbl');
  if (start < 0) return { start: 0, end: 0, entries: [] };
  const end = endOfGroup(text, start);
  const entries = [...text.slice(start, end).matchAll(entry)].map(
    ([, number = '', description = '', name = '']) => {
      const family = /\\f(roman|swiss|modern)/.exec(description)?.[1];
      return {
        number,
        name: name.trim(),
        described: classOf({ family, fixed: /\\fprq1(?!\d)/.test(description) }),
      };
    },
  );
  return { start, end, entries };
}

/** Finds the fonts and characters of an RTF. */
export function findRichTextFonts(text: string, found: DocumentFonts): void {
  const { end, entries } = richTextFontTable(text);
  const body = text.slice(end);
  const used = new Set([...body.matchAll(/\\f(\d+)/g)].map(([, number]) => number));
  used.add(/\\deff(\d+)/.exec(text)?.[1]);
  for (const { number, name, described } of entries) if (used.has(number)) found.used.set(name, described);
  addUnits(
    [...body.matchAll(/\\u(-?\d{1,6})/g)].map(([, number]) => Number(number) & 0xffff),
    found.characters,
  );
}

/** Adds UTF-16 code units of Unicode escapes, which have no other text between them in a surrogate pair. */
function addUnits(units: readonly number[], characters: Set<number>): void {
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1] ?? 0;
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000)
      characters.add(0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
    else if (unit >= 0x250 && (unit < 0xd800 || unit > 0xdfff)) characters.add(unit);
  }
}

function endOfGroup(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth <= 0) return at + 1;
  }
  return text.length;
}
