import { listed } from '../../../listed.ts';

/** Characters that a sentence names. */
const named = 10;
/** The last character before those that need other than Latin fonts. */
const lastLatin = 0x24f;

/** Names characters for a sentence, such as `“𒀀” (U+12000), “𒀁” (U+12001) and 3 more`. Latin letters under marks are left out. */
export function characterNames(texts: Iterable<string>): string {
  const all = new Set([...texts].flatMap((text) => [...text]));
  const rare = [...all].filter((character) => (character.codePointAt(0) ?? 0) > lastLatin);
  const characters = rare.length > 0 ? rare : [...all];
  return listed(characters.map(characterName), named);
}

function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const isVisible = !/[\p{C}\p{Z}]/u.test(character);
  return isVisible ? `“${character}” (U+${code})` : `U+${code}`;
}
