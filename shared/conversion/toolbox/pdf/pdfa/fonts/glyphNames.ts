import { standardStrings } from './standardStrings.ts';

/** The characters of the standard strings 1 to 228, in order (Adobe Glyph List). */
const characters =
  ' !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~' +
  "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©" +
  'ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž';

const unicodes = new Map([
  ...[...characters].map((each, index) => [standardStrings[index + 1] ?? '', each] as const),
  ['Euro', '€'] as const,
]);
const names = new Map([...unicodes].map(([name, character]) => [character, name]));

/** The character of a glyph name in the Latin part of the Adobe Glyph List, or undefined. */
export const listedCharacter = (name: string) => unicodes.get(name);

/** The character of a glyph name, which is in this list or has the form `uni20AC`, or undefined. */
export function characterOf(name: string): string | undefined {
  const code = /^uni([0-9A-F]{4})$/.exec(name)?.[1];
  return code ? String.fromCharCode(Number.parseInt(code, 16)) : listedCharacter(name);
}

/** An encoding of ISO 32000-1, annex D: glyph names by code, without `.notdef`. */
export type Encoding = ReadonlyMap<number, string>;

/** Runs of StandardEncoding: first code, number of the first standard string, length. */
const standardRuns = [
  [32, 1, 95],
  [161, 96, 15],
  [177, 111, 4],
  [182, 115, 8],
  [191, 123, 1],
  [193, 124, 8],
  [202, 132, 2],
  [205, 134, 4],
  [225, 138, 1],
  [227, 139, 1],
  [232, 140, 4],
  [241, 144, 1],
  [245, 145, 1],
  [248, 146, 4],
] as const;

export const standardEncoding: Encoding = new Map(
  standardRuns.flatMap(([code, string, count]) =>
    Array.from({ length: count }, (_, each) => [code + each, standardStrings[string + each] ?? ''] as const),
  ),
);

function decoded(charset: string, more: readonly (readonly [number, string])[]): Encoding {
  const bytes = Uint8Array.from({ length: 224 }, (_, index) => index + 32);
  const texts = [...new TextDecoder(charset).decode(bytes)];
  const known = texts.flatMap((each, index) => {
    const name = names.get(each);
    return name ? [[index + 32, name] as const] : [];
  });
  return new Map([...known, ...more]);
}

const encodings: Readonly<Record<string, Encoding>> = {
  StandardEncoding: standardEncoding,
  WinAnsiEncoding: decoded('windows-1252', [
    ...[127, 129, 141, 143, 144, 157].map((code) => [code, 'bullet'] as const),
    [160, 'space'],
    [173, 'hyphen'],
  ]),
  // The decoder has the euro sign at 219, where the original encoding has the currency sign.
  MacRomanEncoding: decoded('macintosh', [
    [202, 'space'],
    [219, 'currency'],
  ]),
};

/** A predefined encoding by its name, or undefined. */
export function encodingNamed(name: string | undefined): Encoding | undefined {
  return name === undefined ? undefined : encodings[name];
}
