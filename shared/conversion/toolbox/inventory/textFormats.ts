import { isForeignFormat } from './languages.ts';
import { type PackageParts, withoutEntities } from './packageParts.ts';

/** Programs whose values of formulas LibreOffice shows. It calculates the formulas of others, and volatile ones, again. */
const trusted = /<(?:\w+:)?Application>\s*(?:Microsoft|LibreOffice)/;
const volatile = /\b(?:TODAY|NOW|RAND|RANDBETWEEN|OFFSET|INDIRECT)\(/;
const formula = /<(?:\w+:)?f(?:\s[^<>]*)?>([^<]{1,8192})<\/(?:\w+:)?f>/g;
const text = /"((?:[^"]|"")*)"/g;
/** Letters for days and years in other languages: German, French, Spanish, Polish, Finnish, Swedish and Russian. */
const foreignLetters = /j{2}|t{2}|a{4}|r{4}|v{4}|å{4}|г{2}/i;

/** The different formats of the function `TEXT` in other languages, where LibreOffice calculates it again (ECMA-376 part 1, 18.17.7.327). */
export function foreignTextFormats(parts: PackageParts, sheets: readonly string[]): string[] {
  const all = sheets.flatMap((path) => [...parts.xml(path).matchAll(formula)].map(([, code = '']) => code));
  if (trusted.test(parts.xml('docProps/app.xml')) && !all.some((code) => volatile.test(code))) return [];
  const texts = all
    .filter((code) => /\bTEXT\(/.test(code))
    .flatMap((code) => [...withoutEntities(code).matchAll(text)].map(([, format = '']) => format));
  return [...new Set(texts)].filter((format) => isForeignFormat(format) || foreignLetters.test(format));
}
