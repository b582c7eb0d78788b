import { toUnicode } from '../glyphs/toUnicode.ts';
import type { FontUse } from '../pdfa/fonts/fontCodes.ts';
import { encodingNamed, listedCharacter } from '../pdfa/fonts/glyphNames.ts';
import { baseOf, differencesOf } from '../pdfa/fonts/simpleFont.ts';
import { quoted } from '../pdfa/notPossible.ts';
import { nameOf } from '../pdfa/objects.ts';
import { notAccessible } from './notAccessible.ts';

/**
 * Checks that each used code of a font is a known text (ISO 14289-1, 7.21.7).
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkCharacters({ font, codes }: FontUse): void {
  const name = quoted(nameOf(font, 'BaseFont') ?? 'of Type 3');
  const texts = toUnicode(font);
  const glyphs =
    nameOf(font, 'Subtype') === 'Type0'
      ? new Map<number, string>()
      : new Map([...(encodingNamed(nameOf(font, 'Encoding') ?? baseOf(font)) ?? []), ...differencesOf(font)]);
  for (const code of codes) {
    const text = texts.get(code) ?? listedCharacter(glyphs.get(code) ?? '');
    if (!text) throw notAccessible(`the font ${name} does not tell which characters its glyphs are`);
    if (/[\0\ufffe\ufeff]/.test(text))
      throw notAccessible(`the font ${name} maps glyphs to characters that do not exist`);
  }
}
