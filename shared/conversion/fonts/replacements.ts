import type { ConversionWarning } from '../warnings.ts';
import type { DocumentFonts } from './document/documentFonts.ts';
import { eastAsia, eastAsianFonts } from './eastAsianFonts.ts';
import {
  classFonts,
  type FontClass,
  fontKey,
  list,
  nameWords,
  otherWidths,
  sameWidths,
} from './fontTable.ts';
import { scriptFonts } from './scriptFonts.ts';

/** A font that is used in place of another. */
interface Replacement {
  family: string;
  sameWidths: boolean;
}

const tabled: ReadonlyMap<string, Replacement> = new Map(
  ([true, false] as const).flatMap((same) =>
    Object.entries(same ? sameWidths : otherWidths).flatMap(([family, names]) =>
      names.map((name): [string, Replacement] => [fontKey(name), { family, sameWidths: same }]),
    ),
  ),
);

/** The families that every engine has, as keys of `fontKey`. */
export const installedFamilies: ReadonlySet<string> = new Set(
  [
    ...Object.keys(sameWidths),
    'DejaVu Sans',
    ...Object.values(eastAsia),
    ...list(`Noto Sans Thai, Noto Sans Devanagari, Noto Sans Arabic, Noto Naskh Arabic, Noto Sans Armenian, Noto Sans Georgian,
    Noto Sans Hebrew, Noto Sans Lao`),
    ...scriptFonts.map(({ family }) => family),
  ].map(fontKey),
);

const eastAsian = new Set(Object.values(eastAsianFonts).flat().map(fontKey));

/** Fonts of symbols, whose characters LibreOffice maps to those of OpenSymbol. */
const symbols = /^(symbol|wingdings\d?|webdings|marlett|mtextra|.*dingbats.*|opensymbol|starsymbol)$/;

/** A font of a document that is not available. */
export interface MissingFont extends Replacement {
  name: string;
  /** Whether the table lists its replacement. */
  tabled: boolean;
}

/**
 * The fonts that a document uses and that neither an engine nor the document has.
 * @param families the operator's fonts, as keys of `fontKey`
 */
export function missingFonts(
  { used, embedded }: Pick<DocumentFonts, 'used' | 'embedded'>,
  families: ReadonlySet<string>,
): MissingFont[] {
  return [...used].flatMap(([name, described]): MissingFont[] => {
    const key = fontKey(name);
    // A list of fonts or a vertical font: LibreOffice finds the first available one.
    if (key === '' || /[;,@]/.test(name) || embedded.has(name)) return [];
    if (families.has(key) || installedFamilies.has(key) || symbols.test(key)) return [];
    // Their characters are as wide as they are high.
    if (eastAsian.has(key) || /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(name)) return [];
    const known = tabled.get(key);
    if (known) return [{ name, tabled: true, ...known }];
    const family = classFonts[described ?? classByName(name) ?? 'sans'];
    return [{ name, tabled: false, family, sameWidths: false }];
  });
}

/** The class of a font that is not in the table, by words in its name. */
function classByName(name: string): FontClass | undefined {
  const lower = name.toLowerCase();
  return nameWords.find(([word]) => lower.includes(word.toLowerCase()))?.[1];
}

/** The warnings about fonts whose replacements have other widths. */
export function replacementWarnings(missing: readonly MissingFont[]): ConversionWarning[] {
  return missing.flatMap(({ name, family, sameWidths: same }): ConversionWarning[] =>
    same
      ? []
      : [
          {
            code: 'font_replaced',
            detail: `The font “${name.slice(0, 80)}” is not available. Its text is set in “${family}”, which has other widths.`,
          },
        ],
  );
}
