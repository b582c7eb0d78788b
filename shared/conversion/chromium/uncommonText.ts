import type { CDPSession } from 'puppeteer-core';
import { commonRanges, searchedCharacters } from '../fonts/commonCharacters.ts';

const inClass = (character: number) => `\\u{${character.toString(16)}}`;
const uncommon = `/[^${commonRanges.map(([first, last]) => `${inClass(first)}-${inClass(last)}`).join('')}]/gu`;

/** The characters of a page for which fonts may have no glyphs. A script of the page can change them. */
export async function uncommonText(session: CDPSession): Promise<number[]> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `[...new Set((document.documentElement?.textContent ?? '').match(${uncommon}))].slice(0, ${searchedCharacters}).join('')`,
    returnByValue: true,
  });
  const characters = typeof result.value === 'string' ? [...result.value] : [];
  return characters.slice(0, searchedCharacters).map((character) => character.codePointAt(0) ?? 0);
}
