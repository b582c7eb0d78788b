import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { DocumentRefused } from '../../engines/engine.ts';
import type { WatermarkOptions } from '../../steps/watermark.ts';

/** Fonts for drawn text, in order of preference. */
const files = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  '@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
];

export type FontName = NonNullable<WatermarkOptions['font']>;

/** The fonts that a caller can choose. */
const named: Readonly<Record<FontName, string>> = {
  'Noto Sans': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'Noto Sans Bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  Gelasio: '@expo-google-fonts/gelasio/400Regular/Gelasio_400Regular.ttf',
  'Gelasio Bold': '@expo-google-fonts/gelasio/700Bold/Gelasio_700Bold.ttf',
  'Gelasio Italic': '@expo-google-fonts/gelasio/400Regular_Italic/Gelasio_400Regular_Italic.ttf',
  'Gelasio Bold Italic': '@expo-google-fonts/gelasio/700Bold_Italic/Gelasio_700Bold_Italic.ttf',
};

/** A loaded font. */
export interface Font {
  bytes: Uint8Array;
  has(codePoint: number): boolean;
}

const loaded = new Map<string, Promise<Font>>();

function load(file: string): Promise<Font> {
  const font = loaded.get(file) ?? read(file);
  loaded.set(file, font);
  return font;
}

async function read(file: string): Promise<Font> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(file));
  const font = fontkit.create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${file} is a collection of fonts.`);
  return { bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

/** Invisible characters, which need no glyph: joiners, direction marks, variation selectors. */
const invisible = /[\p{Cf}\p{Cc}\p{Variation_Selector}]/u;

/** A piece of text in one font. */
export interface Run {
  text: string;
  font: Font;
}

/**
 * Splits a text into pieces by font.
 * @param name font of all characters that it has; by default a piece is as long as its font allows
 * @throws DocumentRefused `invalid_parameter` if no font has a character, instead of drawing a box for it
 */
export async function runsOf(text: string, name?: FontName): Promise<Run[]> {
  const chosen = name && (await load(named[name]));
  const runs: Run[] = [];
  for (const character of text.normalize('NFC')) {
    const last = runs.at(-1);
    const codePoint = character.codePointAt(0) ?? 0;
    const own = chosen?.has(codePoint) ? chosen : undefined;
    if (last?.font.has(codePoint) && (!own || own === last.font)) last.text += character;
    else if (!invisible.test(character))
      runs.push({ text: character, font: own ?? (await fontFor(character)) });
  }
  return runs;
}

/** The visible characters of a text that a font lacks, each once. */
export async function charactersWithout(name: FontName, text: string): Promise<string[]> {
  const font = await load(named[name]);
  const missing = [...text.normalize('NFC')].filter((each) => !font.has(each.codePointAt(0) ?? 0));
  return [...new Set(missing)].filter((each) => !invisible.test(each));
}

/** The first font with all characters of a text. @throws DocumentRefused `invalid_parameter` */
export async function fontOf(text: string): Promise<Font> {
  const characters = [...text.normalize('NFC')].filter((each) => !invisible.test(each));
  for (const file of files) {
    const font = await load(file);
    if (characters.every((each) => font.has(each.codePointAt(0) ?? 0))) return font;
  }
  for (const each of characters) await fontFor(each);
  throw new DocumentRefused('invalid_parameter', {
    detail: 'No font has all characters of a value, because it mixes scripts.',
  });
}

async function fontFor(character: string): Promise<Font> {
  const codePoint = character.codePointAt(0) ?? 0;
  for (const file of files) {
    const font = await load(file);
    if (font.has(codePoint)) return font;
  }
  const number = codePoint.toString(16).toUpperCase().padStart(4, '0');
  throw new DocumentRefused('invalid_parameter', {
    detail: `No font has the character “${character}” (U+${number}).`,
  });
}
