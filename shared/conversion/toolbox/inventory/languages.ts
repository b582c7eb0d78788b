import { attributeOf } from './packageParts.ts';

// LibreOffice as WebAssembly has the names of months and days, the eras and the separators of numbers only in English.

/** Languages of Windows whose identifier is no language, but what a computer is set to ([MS-LCID] 2.2). */
const [ofComputer, english] = [0, 9];
const languageBits = 0x3ff;

/** What is no part of a date in a format of Excel: quoted text, escaped and filling characters, conditions, `General`. */
const literal = /"[^"]*"|[\\_*].|\[[^\]]*\]|general/gis;
/** A named month or day, or an era. */
const named = /m{3}|d{3}|a{3}|g|e(?![+-])/i;

/** Whether a format of Excel, such as `[$-407]dd. mmmm yyyy`, shows names in another language than English (ECMA-376 part 1, 18.8.31). */
export function isForeignFormat(code: string): boolean {
  const [, identifier = ''] = /\[\$-([\da-f]+)/i.exec(code) ?? [];
  return isForeign(Number.parseInt(identifier || '0', 16)) && named.test(code.replace(literal, ''));
}

function isForeign(identifier: number): boolean {
  const language = identifier & languageBits;
  return language !== ofComputer && language !== english;
}

/** A field of the current date in another form than hours and minutes, and its language (ECMA-376 part 1, 21.1.2.2.4). */
const slideDate =
  /<a:fld(?=\s)[^<>]{0,300}\stype="datetime(?!10")\d{0,2}"[^<>]{0,300}>\s{0,100}<a:rPr(?=\s)[^<>]{0,300}\slang="([^"]{1,40})"/g;

/** The languages of the current dates of a slide that are shown as in English. */
export function slideDateLanguages(xml: string): string[] {
  return [...xml.matchAll(slideDate)].flatMap(([, language = '']) =>
    language.startsWith('en') ? [] : [language],
  );
}

/** A field of the current date in RTF, and its format (version 1.9.1, “Fields”). */
const rtfDate = /\\fldinst\b.{0,200}?\b(?:DATE|TIME)\s{1,10}\\\\@\s{0,10}"([^"{}\\]{1,100})"/gs;
/** Characters before a field in which its language is. */
const runLength = 600;

/** The formats of the current dates of an RTF whose names of months and days are shown in English. */
export function foreignRtfDates(text: string): string[] {
  const ownLanguage = /\\deflang(\d{1,6})/.exec(text)?.[1];
  return [...text.matchAll(rtfDate)].flatMap(({ 0: field, 1: format = '', index }) => {
    const run = text.slice(Math.max(0, index - runLength), index + field.length);
    const language = [...run.matchAll(/\\lang(\d{1,6})/g)].at(-1)?.[1] ?? ownLanguage;
    return isForeign(Number(language ?? 0)) && /MMM|ddd/.test(format) ? [format] : [];
  });
}

/** The start of a format, or a part of it (ODF 1.3 part 3, 16.29). */
const formatOrPart = /<number:(?:(\w+)-style|day-of-week|era|month|number)(?=[\s/>])([^<>]*)>/g;
const textual = /<number:(?:day-of-week|era)|number:textual="true"/;
/** Digits after a separator, or groups of digits. */
const separated = /<number:number.*number:(?:decimal-places="[1-9]|grouping="true")/s;

/** The languages of an OpenDocument's used formats that are shown as in English, such as `de-DE`. */
export function foreignLanguages(xml: string): string[] {
  const used = new Set(xml.matchAll(/\sstyle:data-style-name="([^"]*)"/g).map(([, name]) => name));
  const found = new Set<string>();
  let language = '';
  for (const [tag, kind, attributes = ''] of xml.matchAll(formatOrPart)) {
    if (kind) language = used.has(attributeOf(attributes, 'style:name')) ? languageOf(attributes) : '';
    else if (
      (textual.test(tag) && language && !language.startsWith('en')) ||
      (separated.test(tag) && hasOtherSeparators(language))
    )
      found.add(language);
  }
  return [...found];
}

function languageOf(attributes: string): string {
  const [language, country] = ['language', 'country'].map((name) =>
    attributeOf(attributes, `number:${name}`),
  );
  return [language, country].filter(Boolean).join('-');
}

function hasOtherSeparators(tag: string): boolean {
  if (!tag) return false;
  try {
    return new Intl.NumberFormat(tag).format(12345.5) !== '12,345.5';
  } catch {
    // Not a language, such as “none”.
    return false;
  }
}
