import { type ScriptFont, scriptFonts } from './scriptFonts.ts';

/** The fonts for rare characters among these. */
export function scriptFontsFor(characters: ReadonlySet<number>): ScriptFont[] {
  const all = [...characters];
  return scriptFonts.filter(({ ranges }) =>
    ranges.some(([first, last]) => all.some((character) => character >= first && character <= last)),
  );
}
